using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Devices;

public class DemandTests
{
    private const long GB = 1_000_000_000;

    /// <summary>The one wording of all backends and commands.</summary>
    [Fact]
    public void WhatDoesNotFitIsToldWithItsNumbersAndWhatWould()
    {
        Demand demand = Demand.Of(Model(), new Device(Needed: 80 * GB, Free: 10 * GB));

        Assert.Equal(
            "tumour: a grid of 256 × 256 × 256 at 20 µm with 1 fields needs 80.0 GB, and tricorder has 10.0 GB free; make the box 2.0 times "
            + "smaller along each axis or its spacing as much larger, or take a device with more memory",
            demand.Refusal);
        Assert.Equal((80 * GB, 10 * GB), (demand.Bytes, demand.FreeBytes));
    }

    [Fact]
    public void WhatFitsIsNotRefused() => Assert.Null(Demand.Of(Model(), new Device(Needed: GB, Free: GB)).Refusal);

    /// <summary>2 GB into 1.9 GB: 2^(1/3)-like factors are rounded up, or the smaller box would not fit either.</summary>
    [Fact]
    public void TheSmallerBoxAdvisedFits()
    {
        string refusal = Demand.Of(Model(), new Device(Needed: 2000, Free: 1900)).Refusal!;
        double factor = double.Parse(refusal.Split("the box ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

        Assert.True(2000 / Math.Pow(factor, 3) <= 1900, refusal);
    }

    [Fact]
    public void WhatABackendCannotDoIsItsRefusal()
    {
        Device device = new(Needed: 1, Free: GB, Unable: "no vessels here; use --backend cpu");

        Assert.Equal("no vessels here; use --backend cpu", Demand.Of(Model(), device).Refusal);
        Assert.Equal(
            "no vessels here; use --backend cpu", Assert.Throws<DeviceException>(() => Demand.EnsureMet(Model(), device)).Message);
    }

    [Theory]
    [InlineData(1_500, "1.5 kB")]
    [InlineData(2_000_000, "2 MB")]
    [InlineData(139 * GB, "139.0 GB")]
    [InlineData(8_600 * GB, "8.6 TB")]
    public void MemoryIsToldInUnitsOfAThousand(long bytes, string told) => Assert.Equal(told, Demand.Amount(bytes));

    [Theory]
    [InlineData(FieldSolver.BackwardEuler)]
    [InlineData(FieldSolver.Chebyshev)]
    [InlineData(FieldSolver.ForwardEuler)]
    public void FieldsTellTheirMemoryToAHundredth(FieldSolver solver)
    {
        Grid grid = new(48, 40, 36, 20);
        FieldDefinition field = FieldBox.Substance(20, solver, 1e-4);
        using Workers workers = new(2);
        using DiffusingFields fields = new(grid, [field], 0.1, workers, LaneWidths.Best);

        long told = DiffusingFields.RequiredBytes(grid, [field], 0.1, 2);
        Assert.InRange(fields.AllocatedBytes, told - (told / 20), told);
    }

    private static Model Model() => new()
    {
        Name = "tumour",
        Seed = 1,
        Grid = new Grid(256, 256, 256, 20),
        StepHours = 1,
        Steps = 1,
        Fields = [FieldBox.Substance(20, FieldSolver.BackwardEuler, 1e-4)],
        Founders = [new Founder("only", Genotype.None, 1)],
        Seeding = new Seeding(1),
        TumourCell = TumourCell.Default(1),
    };

    private sealed record Device(long Needed, long Free, string? Unable = null) : IBackend
    {
        public string Name => "tricorder";

        string IBackend.Device => Name;

        public long AvailableMemory => Free;

        public long RequiredMemory(Model model) => Needed;

        public string? WhyUnable(Model model) => Unable;

        public ITissue Create(Model model) => throw new NotSupportedException();
    }
}
