namespace GpuTumor.Physics.Tests;

/// <summary>What the compiler makes of every kernel for NVIDIA devices, without one at hand.</summary>
public class KernelsAsInstructions
{
    [Theory]
    [OnArchitecture(7, 0)]
    [OnArchitecture(8, 0)]
    [OnArchitecture(9, 0)]
    public void EveryKernelIsExactAndKeepsToRegisters(int major, int minor)
    {
        IReadOnlyList<PtxListing> kernels = OnDevice.Compile(major, minor);

        Assert.NotEmpty(kernels);
        string[] faults = [.. kernels.Where(kernel => kernel.Fault is not null).Select(kernel => $"{kernel.Kernel}: {kernel.Fault}")];
        Assert.True(faults.Length == 0, string.Join(Environment.NewLine, faults));
    }

    /// <summary>
    /// A stage must read ten values a voxel (u and its six neighbours, v, g, k) and write one; beside that it reads the three
    /// couplings of its column, once a row the six across it, and writes the row's sum.
    /// </summary>
    [Theory]
    [OnArchitecture(9, 0)]
    public void AStageReadsAndWritesNoMoreThanItMust(int major, int minor)
    {
        PtxListing stage = OnDevice.Compile(major, minor).Single(kernel => kernel.Kernel == "StageWork");

        Assert.Equal((10 + 3 + 6, 1 + 1), (stage.Loads, stage.Stores));
    }

    /// <summary>In the matrix it reads beside that what the six faces let through; a held face is a neighbour, not a table's entry.</summary>
    [Theory]
    [OnArchitecture(9, 0)]
    public void AStageInMatrixReadsItsFacesBesides(int major, int minor)
    {
        PtxListing stage = OnDevice.Compile(major, minor).Single(kernel => kernel.Kernel == "StageWork in matrix");

        Assert.Equal((10 + 6 + 2 + 4, 1 + 1), (stage.Loads, stage.Stores));
    }

    /// <summary>
    /// A relaxation must read ten values (c and its six neighbours, k, f and the largest uptake) and write one; beside that it
    /// reads the nine couplings of its voxel.
    /// </summary>
    [Theory]
    [OnArchitecture(9, 0)]
    public void ARelaxationReadsAndWritesNoMoreThanItMust(int major, int minor)
    {
        PtxListing relaxation = OnDevice.Compile(major, minor).Single(kernel => kernel.Kernel == "SmoothWork");

        Assert.Equal((10 + 9, 1), (relaxation.Loads, relaxation.Stores));
    }

    /// <summary>
    /// Four voxels at a time a stage reads eight fours (u and its four neighbours across the row, v, g, k), two single values at the
    /// ends, three fours of couplings, once a row the six across it; and writes one four and the row's sum.
    /// </summary>
    [Theory]
    [OnArchitecture(9, 0)]
    public void AStageOnFoursReadsAQuarterAsOften(int major, int minor)
    {
        PtxListing stage = OnDevice.Compile(major, minor).Single(kernel => kernel.Kernel == "StageFourWork");

        Assert.Equal((8 + 3, 1), (stage.LoadsOfFour, stage.StoresOfFour));
        Assert.Equal((8 + 3 + 2 + 6, 1 + 1), (stage.Loads, stage.Stores));
    }

    /// <summary>
    /// Two fused stages read u once into shared memory, and of each voxel in each stage k at its start, k, g and v at its end; v of
    /// the second stage is u. Beside that the couplings along z, one at the end and two at the start, and once a tile three of its
    /// columns. They write w and w′, and two sums a stage. Three voxels a thread are written out one after another.
    /// </summary>
    [Theory]
    [OnArchitecture(9, 0)]
    public void FusedStagesReadTheirNeighboursFromSharedMemory(int major, int minor)
    {
        PtxListing pair = OnDevice.Compile(major, minor).Single(kernel => kernel.Kernel == "StagePairWork");

        const int VoxelsOfThread = 3;
        const int Stages = 2;
        Assert.Equal(1 + 3 + (VoxelsOfThread * Stages * (1 + 3 + 3)), pair.Loads);
        Assert.Equal((VoxelsOfThread * Stages) + (Stages * 2), pair.Stores);
        Assert.InRange(pair.SharedBytes, 40_000, 48 * 1024);
    }

    /// <summary>What OpenCL must divide in double, NVIDIA devices divide exactly in single, at a fraction of the time.</summary>
    [Theory]
    [OnArchitecture(9, 0)]
    public void CellsAndRelaxationsDivideInSingle(int major, int minor)
    {
        foreach (string name in new[] { "DecideWork", "ProposeMigrationWork", "CoupleTumourWork", "SmoothWork" })
        {
            PtxListing kernel = OnDevice.Compile(major, minor).Single(kernel => kernel.Kernel == name);

            Assert.Contains("div.rn.f32", kernel.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(".f64", kernel.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("mul.f32 %f1, %f2, %f3;", "fuse")]
    [InlineData("add.f64 %fd1, %fd2, %fd3;", "fuse")]
    [InlineData("div.approx.f32 %f1, %f2, %f3;", "exact")]
    [InlineData("ld.f32 %f1, [%rd1];", "generic")]
    [InlineData(".local .align 16 .b8 __local_depot0[16];", "local")]
    [InlineData(".extern .func (.param .b32 r) f", "outside")]
    public void ABrokenRuleIsSeen(string instruction, string complaint)
        => Assert.Contains(complaint, new PtxListing("broken", instruction).Fault, StringComparison.Ordinal);

    [Fact]
    public void AnExactInstructionIsNoFault()
        => Assert.Null(new PtxListing("sound", "fma.rn.f32 %f1, %f2, %f3, %f4; mul.rn.f32 %f1, %f2, %f3; ld.global.f32 %f1, [%rd1];").Fault);
}
