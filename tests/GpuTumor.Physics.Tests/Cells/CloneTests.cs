using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Mutation at division, and the descent of clones.</summary>
public sealed class CloneTests
{
    [Fact]
    public void MutationsComeAtTheirRates()
    {
        const int Draws = 200000;
        double[] rates = [0.01, 0.02, 0, 0.03, 0, 0, 0.005, 0];
        Mutation law = new(rates, 0.1, 5);
        int[] gained = new int[8];
        int barcodes = 0;
        int expanding = 0;
        uint status = CellRecord.Founding(0, Genotype.None, false);
        uint persister = CellRecord.Founding(0, Genotype.None, false, CellPhase.G1, CellMode.ExpandedPersister);
        for (uint voxel = 0; voxel < Draws; voxel++)
        {
            uint change = law.Of(7, voxel, 0, 3, status);
            for (int bit = 0; bit < 8; bit++)
                gained[bit] += (change & (1u << bit)) != 0u ? 1 : 0;
            barcodes += change == Mutation.NewClone ? 1 : 0;
            expanding += (law.Of(7, voxel, 1, 3, persister) & 255u) != 0u ? 1 : 0;
        }

        for (int bit = 0; bit < 8; bit++)
            Assert.Equal(rates[bit], gained[bit] / (double)Draws, 3 * Math.Sqrt(rates[bit] / Draws));
        Assert.Equal(0.1 * (1 - rates.Sum()), barcodes / (double)Draws, 3 * Math.Sqrt(0.1 / Draws));
        Assert.Equal(5 * rates.Sum(), expanding / (double)Draws, 3 * Math.Sqrt(5 * rates.Sum() / Draws));
    }

    [Fact]
    public void AMutationThatACellHasIsNotGainedAgain()
    {
        Mutation law = new([0.1, 0, 0, 0, 0, 0, 0, 0], 0, 1);
        uint mutated = CellRecord.Founding(0, Genotype.Target, false);
        for (uint voxel = 0; voxel < 1000; voxel++)
            Assert.Equal(0u, law.Of(7, voxel, 0, 0, mutated));
    }

    [Fact]
    public void ClonesDescendFromTheirParentsWhateverTheThreads()
    {
        Model model = Mutating();
        CloneTable[] tables = [Run(model, 1, LaneWidth.Scalar), Run(model, 3, LaneWidths.Best)];
        CloneTable clones = tables[0];
        Assert.True(clones.Count > 50, $"{clones.Count} clones");
        Assert.Equal(clones.Parents.ToArray(), tables[1].Parents.ToArray());
        Assert.Equal(clones.BirthSteps.ToArray(), tables[1].BirthSteps.ToArray());
        Assert.Equal(clones.Traits.ToArray(), tables[1].Traits.ToArray());
        for (uint clone = 2; clone <= clones.Count; clone++)
        {
            uint parent = clones.Parents[(int)clone - 1];
            Assert.InRange(parent, 1u, clone - 1u);
            Assert.True(clones.BirthSteps[(int)clone - 1] >= clones.BirthSteps[(int)parent - 1]);
            Genotype inherited = CloneTraits.Genotype(clones.TraitsOf(parent));
            Assert.Equal(inherited, CloneTraits.Genotype(clones.TraitsOf(clone)) & inherited);
        }
    }

    [Fact]
    public void ClonesOfOneKindDriftWithoutBias()
    {
        const int Seeds = 8;
        double[] shares = [.. Enumerable.Range(1, Seeds).Select(seed =>
        {
            Model model = Mutating() with
            {
                Seed = (ulong)seed,
                Mutation = default,
                Founders = [new Founder("one", Genotype.None, 0.5), new Founder("other", Genotype.None, 0.5)],
            };
            using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
            Simulation.Run(model, patient, [], CancellationToken.None);
            IReadOnlyList<long> living = patient.Primary.TakeCensus().LivingByFounder;
            return living[0] / (double)living.Sum();
        })];
        double mean = shares.Average();
        double deviation = Math.Sqrt(shares.Sum(share => (share - mean) * (share - mean)) / (Seeds - 1));
        Assert.InRange(deviation, 1e-4, 0.05);
        // Three and a half standard errors: Student's t of 8 seeds leaves 1 in 100.
        Assert.Equal(0.5, mean, 3.5 * deviation / Math.Sqrt(Seeds));
    }

    private static CloneTable Run(Model model, int threads, LaneWidth lanes)
    {
        using Patient patient = new(model, new CpuBackend(threads, lanes));
        Simulation.Run(model, patient, [], CancellationToken.None);
        return patient.Primary.ReadClones();
    }

    private static Model Mutating()
    {
        TumourCell laws = TumourCell.Default(1);
        return new Model
        {
            Name = "mutating",
            Seed = 5,
            Grid = new Grid(32, 32, 32, 20),
            StepHours = 1,
            Steps = 48,
            Fields = [],
            Founders = [new Founder("sensitive", Genotype.None, 1)],
            Seeding = new Seeding(1500),
            Mutation = new Mutation([0.002, 0.001, 0, 0.002, 0, 0, 0, 0], 0.02, 5),
            TumourCell = laws with { Division = laws.Division with { Fastest = Rate.Doubling(24), AktBoost = 0 } },
        };
    }
}
