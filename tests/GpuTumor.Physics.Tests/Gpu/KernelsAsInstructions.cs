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
