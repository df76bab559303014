using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GpuTumor.Physics.Tests;

internal static partial class OnDevice
{
    /// <summary>A device whose driver fails whenever it is asked for something, as drivers do.</summary>
    /// <param name="device">The device.</param>
    /// <param name="fault">How.</param>
    /// <param name="when">Whether it fails at what is asked: "compiling StageWork".</param>
    public static IBackend Failing(GpuDevice device, DriverFault fault, Func<string, bool> when) => new IlgpuBackend(device, asked =>
    {
        if (when(asked))
            throw Thrown(fault, device.Backend == "cuda");
    });

    /// <summary>Told what is about to be asked of the driver of a device that tests share: "copying a still"; null to tell nobody.</summary>
    public static Action<string>? Asked { get; set; }

    /// <summary>Opens a device for all tests.</summary>
    public static IBackend Open(GpuDevice device) => new IlgpuBackend(device, asked => Asked?.Invoke(asked));

    /// <summary>What a driver that does so throws.</summary>
    public static Exception Thrown(DriverFault fault, string backend) => Thrown(fault, backend == "cuda");

    private static Exception Thrown(DriverFault fault, bool cuda) => fault switch
    {
        DriverFault.DoesNotCompile => new InternalCompilerException("the driver knows no such instruction"),
        DriverFault.IsFull => cuda ? new CudaException(CudaError.CUDA_ERROR_OUT_OF_MEMORY) : new CLException(CLError.CL_MEM_OBJECT_ALLOCATION_FAILURE),
        _ => cuda ? new CudaException(CudaError.CUDA_ERROR_UNKNOWN) : new CLException(CLError.CL_INVALID_COMMAND_QUEUE),
    };
}
