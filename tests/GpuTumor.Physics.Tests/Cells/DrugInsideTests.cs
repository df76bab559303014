using System.Runtime.InteropServices;
using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>What cells hold of a chemotherapy, as snapshots show it.</summary>
public sealed class DrugInsideTests
{
    [Fact]
    public void WhatCellsHoldOfAChemotherapyIsReadOutInMicromoles()
    {
        Model model = InMedium(FieldRole.ChemoB, 0.1f);
        using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
        patient.Advance(new Clock(0, model.StepHours), 8, CancellationToken.None);

        float[] inside = Read(patient.Primary, model, "chemo_b_inside");
        byte[] kinds = new byte[model.Grid.Voxels];
        patient.Primary.Read(Index(patient.Primary, "cell_kind"), 0, kinds);
        double[] held = [.. inside.Where((_, voxel) => kinds[voxel] == (byte)CellKind.Tumour).Select(value => (double)value)];

        // C' = 72·c − 0.3·C over four hours; a thousand codes 6 % apart leave 0.2 %.
        double expected = 72 * 0.1 / 0.3 * (1 - Math.Exp(-1.2));
        Assert.InRange(held.Length, 900, 2000);
        Assert.Equal(expected, held.Average(), 0.006 * expected);
        Assert.All(inside.Where((_, voxel) => kinds[voxel] == (byte)CellKind.Empty), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void OnlyWhatAModelHasOfChemotherapiesCanBeReadOut()
    {
        Assert.Equal(["chemo_a_inside"], Names(InMedium(FieldRole.ChemoA, 1)));
        Assert.Equal(["chemo_b_inside"], Names(InMedium(FieldRole.ChemoB, 1)));
        Assert.Empty(Names(InMedium(FieldRole.TargetedDrug, 1)));
    }

    private static IEnumerable<string> Names(Model model)
        => TissueQuantities.Of(model).Select(quantity => quantity.Name).Where(name => name.EndsWith("_inside", StringComparison.Ordinal));

    private static int Index(ITissue tissue, string name) => tissue.Quantities.ToList().FindIndex(quantity => quantity.Name == name);

    private static float[] Read(ITissue tissue, Model model, string name)
    {
        float[] values = new float[model.Grid.Voxels];
        tissue.Read(Index(tissue, name), 0, MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    // Cells that neither divide nor die in a medium that stays as it is.
    private static Model InMedium(FieldRole drug, float level) => new()
    {
        Name = "in medium",
        Seed = 3,
        Grid = new Grid(24, 24, 24, 20),
        StepHours = 0.5,
        Steps = 100,
        Fields =
        [
            new()
            {
                Name = "drug", Unit = "umol/L", Role = drug, Diffusivity = 100, Initial = level,
                Boundaries = Boundaries.All(FaceCondition.Held(level)),
            },
        ],
        Founders = [new Founder("sensitive", Genotype.None, 1)],
        Seeding = new Seeding(1000),
        TumourCell = Immortal() with { Active = CellProcesses.Chemotherapy },
    };

    private static TumourCell Immortal()
    {
        TumourCell laws = TumourCell.Default(0.5);
        return laws with
        {
            Apoptosis = laws.Apoptosis with { Background = Rate.Zero, Targeted = Rate.Zero },
            Necrosis = new Necrosis(Rate.Zero, 2.5f, 5f),
            Damage = laws.Damage with { Death = Rate.Zero, Senescence = Rate.Zero },
            Division = laws.Division with { Fastest = Rate.Doubling(1e9) },
        };
    }
}
