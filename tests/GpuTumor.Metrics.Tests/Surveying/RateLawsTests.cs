using GpuTumor.Kernels;
using Word = GpuTumor.Kernels.ScalarWord;

namespace GpuTumor.Metrics.Tests;

/// <summary>The laws that post-processing restates, held to the cell step that a run goes by, over random cells.</summary>
public sealed class RateLawsTests
{
    private const float StepHours = 0.5f;

    private const int Cells = 400;

    // What a snapshot does not show is switched off: see RateLaws.
    private static readonly TumourCell _step = TumourCell.Default(StepHours) with
    {
        Active = CellProcesses.All & ~(CellProcesses.Anoikis | CellProcesses.Metabolism | CellProcesses.Senolysis),
    };

    private static readonly RateLaws _laws = new();

    [Fact]
    public void ACellDiesAsOftenAsInTheCellStep()
    {
        foreach (Case one in Cases())
        {
            // A cell dies where its draw is below the threshold of its probability.
            double probability = Threshold(draw => one.Decide(death: draw, cycle: 0).Kind != CellKind.Tumour);
            double perHour = -Math.Log(1 - probability) / StepHours;
            Assert.True(Math.Abs(perHour - _laws.Death(one.Seen)) < 1e-6 + (2e-4 * perHour), $"{one.Seen}: {perHour} in the step");
        }
    }

    [Fact]
    public void ACellGoesOnInItsCycleAsFastAsInTheCellStep()
    {
        foreach (Case one in Cases())
        {
            // S is left with probability ρ·(exp(k·dt) − 1).
            double probability = Threshold(draw => one.Decide(death: uint.MaxValue, cycle: draw).Phase == CellPhase.G2M);
            double perHour = Math.Log(1 + (probability / _step.Cycle.FromS)) / StepHours;
            Assert.True(Math.Abs(perHour - _laws.Division(one.Seen)) < 1e-6 + (2e-4 * perHour), $"{one.Seen}: {perHour} in the step");
        }
    }

    [Fact]
    public void TheDefaultsAreThoseOfTheCellStep()
    {
        Assert.Equal(_step.Division.Fastest.PerHour, Math.Log(2) / _laws.DoublingHours, 1e-7);
        Assert.Equal(_step.Apoptosis.Targeted.PerHour, _laws.Targeted, 1e-7);
        Assert.Equal(_step.Damage.Death.PerHour, _laws.Chemo, 1e-7);
        Assert.Equal(_step.Autophagy.Protection, _laws.AutophagyProtection, 1e-6);
    }

    private static double Threshold(Func<uint, bool> happens)
    {
        long below = 0;
        long above = 1L << 31;
        while (above - below > 1)
        {
            long middle = (below + above) / 2;
            (below, above) = happens((uint)((middle - 1) << 1)) ? (middle, above) : (below, middle);
        }

        return happens(0) ? below / 2147483648.0 : 0;
    }

    private static IEnumerable<Case> Cases()
    {
        var random = new Random(20);
        for (int i = 0; i < Cells; i++)
        {
            double oxygen = i % 4 == 0 ? 6 * random.NextDouble() : 60 * random.NextDouble();
            bool isAutophagic = oxygen < _step.Autophagy.OxygenBelow && i % 3 == 0;
            yield return new Case(new CellSight((float)random.NextDouble(), (float)random.NextDouble(), (float)oxygen)
            {
                Emt = (float)random.NextDouble(),
                Mode = (CellMode)random.Next(4),
                Damage = i % 2 == 0 ? 0 : (float)(3 * random.NextDouble()),
                Genotype = (byte)(random.Next(256) & ~(int)Genotype.Addicted),
                IsAutophagic = isAutophagic,
                IsSenescent = i % 7 == 0,
            });
        }
    }

    private sealed class Case(CellSight seen)
    {
        public CellSight Seen => seen;

        public (CellKind Kind, CellPhase Phase) Decide(uint death, uint cycle)
        {
            CellPhase phase = seen.IsSenescent ? CellPhase.Senescent : CellPhase.S;

            // A starving cell is autophagic until it is too old for it.
            uint age = seen.IsAutophagic ? 0u : 255u;
            CellWords<Word> cell = default;
            cell.Status = new Word((uint)CellKind.Tumour | ((uint)phase << CellRecord.PhaseShift) | ((uint)seen.Mode << CellRecord.ModeShift)
                | ((uint)seen.Genotype << CellRecord.GenotypeShift) | (age << CellRecord.AgeShift));
            Surroundings<Scalar> here = default;
            (here.Oxygen, here.DivisionFactor) = (Scalar.Of((float)seen.Oxygen), Scalar.Of(1f));
            CellActivity<Scalar> activity = default;
            (activity.Erk, activity.Akt, activity.Inhibition) = (Scalar.Of((float)seen.Erk), Scalar.Of((float)seen.Akt), Scalar.Of(1f));
            CellLevels<Scalar> levels = default;
            (levels.Emt, levels.Damage) = (Scalar.Of((float)seen.Emt), Scalar.Of((float)seen.Damage));
            CellDraws<Word> draws = default;
            (draws.Death, draws.Cycle, draws.Cause) = (new Word(death), new Word(cycle), new Word(uint.MaxValue));
            (draws.Mode, draws.Senescence) = (new Word(1u << 31), new Word(uint.MaxValue));
            CellStep.Decide(in _step, StepHours, in here, in activity, in draws, Word.Of(1u), Word.Of(1u), in levels, ref cell);
            return (CellRecord.Kind(cell.Status.Value), CellRecord.Phase(cell.Status.Value));
        }
    }
}
