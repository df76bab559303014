using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using Xunit.Abstractions;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>PC9-like cells of one clone under a targeted drug for nine days, on the lattice: who is left, and who comes back.</summary>
public sealed class PersisterTests(ITestOutputHelper output)
{
    private const int StepsPerDay = 12;
    private const long NineDays = 9 * StepsPerDay;

    [Fact]
    public void AnEpigeneticDrugLeavesAFifthOfThePersistersAfterNineDays()
    {
        Census drugged = Run(Treated(30_000, NineDays));
        Census both = Run(Treated(30_000, NineDays) with
        {
            Drugs = ["drug", "epigenetic"],
            Pharmacology =
            [
                new Drug
                {
                    Name = "epigenetic", Disposition = Disposition.OfHalfLives([3], [1]), Rise = 1, UsualLevel = 1,
                    Action = DrugAction.EpigeneticReset,
                },
            ],
            Treatments = [new DrugCourse("drug", 1f, 0, long.MaxValue), new DrugCourse("epigenetic", 1f, 0, long.MaxValue)],
        });
        output.WriteLine($"of 30 000: {drugged.Living} alive, {drugged.Persisters} persisters; epigenetic drug: {both.Living}, {both.Persisters}");
        Assert.InRange(drugged.Persisters, 10, 90);
        Assert.True(drugged.Persisters >= 5 * both.Persisters);
    }

    [Fact]
    public void WhatIsLeftGrowsBackAndIsKilledAgainAsBefore()
    {
        const int Cells = 20_000;
        FieldDefinition drug = Still("drug", FieldRole.TargetedDrug, 0f) with
        {
            Diffusivity = 2000,
            Vessels = new VesselExchange(Rate.PerSecondOf(0.05), "drug", 0f),
        };
        Model model = Treated(Cells, 26 * StepsPerDay) with
        {
            // Growth factors, as of a secretome, keep persisters alive. Nine days of drug, fourteen without, three again.
            Fields = [drug, Still("igf1", FieldRole.Igf1, 1f)],
            Vessels = new Vasculature(100, 1f),
            Drugs = ["drug"],
            Treatments = [new DrugCourse("drug", 1f, 0, NineDays), new DrugCourse("drug", 1f, 23 * StepsPerDay, long.MaxValue)],
        };
        using Patient patient = new(model, new CpuBackend(1, LaneWidths.Best));
        Dictionary<long, long> living = [];
        Simulation.Run(model, patient, [new Counting(living)], CancellationToken.None);
        output.WriteLine(string.Join(", ", living.Select(day => $"day {day.Key}: {day.Value}")));
        Assert.InRange(living[9] / (double)Cells, 0.001, 0.01);
        Assert.True(living[23] > 10 * living[9]);
        Assert.InRange(living[26] / (double)living[23] / (living[3] / (double)Cells), 0.5, 2);
    }

    private sealed class Counting(Dictionary<long, long> living) : IObserver
    {
        public Schedule When { get; } = Schedule.At([3 * StepsPerDay, NineDays, 23 * StepsPerDay, 26 * StepsPerDay]);

        public bool Observe(Patient patient, Clock clock)
        {
            living[clock.Step / StepsPerDay] = patient.Primary.TakeCensus().Living;
            return false;
        }
    }

    private static Census Run(Model model)
    {
        using Patient patient = new(model, new CpuBackend(1, LaneWidths.Best));
        Simulation.Run(model, patient, [], CancellationToken.None);
        return patient.Primary.TakeCensus();
    }

    private static FieldDefinition Still(string name, FieldRole role, float level)
        => new() { Name = name, Unit = "1", Role = role, Diffusivity = 1, Initial = level };

    private static Model Treated(long cells, long steps)
    {
        TumourCell laws = TumourCell.Default(24.0 / StepsPerDay);
        return new Model
        {
            Name = "pc9",
            Seed = 21,
            Grid = new Grid(42, 42, 42, 20),
            StepHours = 24.0 / StepsPerDay,
            Steps = steps,
            Fields = [Still("drug", FieldRole.TargetedDrug, 1f)],
            Founders = [new Founder("sensitive", Genotype.None, 1)],
            Seeding = new Seeding(cells),
            TumourCell = laws with { Apoptosis = laws.Apoptosis with { Targeted = Rate.PerDayOf(1.2) } },
        };
    }
}
