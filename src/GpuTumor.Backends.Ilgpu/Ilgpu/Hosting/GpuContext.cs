using GpuTumor.Engine;
using ILGPU;
using ILGPU.Backends.OpenCL;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>One device opened for work: memory is allocated and kernels are launched through it, in order.</summary>
/// <remarks>
/// A kernel that fails to compile spoils ILGPU's context for all others, so nothing is caught and tried again: every fault
/// ends as a <see cref="DeviceException"/>.
/// </remarks>
internal sealed partial class GpuContext : IDisposable
{
    /// <summary>Name of the CUDA backend.</summary>
    public const string Cuda = "cuda";

    /// <summary>Name of the OpenCL backend.</summary>
    public const string OpenCl = "opencl";

    /// <summary>Name of ILGPU's emulator.</summary>
    public const string Emulator = "ilgpu-cpu";

    // Groups of 256 threads, which rows are summed in; tiles are not emulated.
    private const int EmulatedWarp = 32;
    private const int EmulatedWarps = EntryPoints.RowGroup / EmulatedWarp;

    private readonly Context _context;
    private readonly Accelerator _accelerator;
    private readonly Dictionary<Type, Delegate> _kernels = [];
    private readonly Action<string>? _beforeCall;
    private readonly int _groupSize;
    private readonly bool _isProcessor;
    private long _allocated;
    private long _bytesRead;
    private volatile bool _isLost;
    private Tiling? _tilingForNow;

    private GpuContext(Context context, Accelerator accelerator, GpuDevice device, Action<string>? beforeCall, Tiling tiling)
    {
        _context = context;
        _accelerator = accelerator;
        _beforeCall = beforeCall;
        Device = device;
        _isProcessor = accelerator is CPUAccelerator or CLAccelerator { DeviceType: CLDeviceType.CL_DEVICE_TYPE_CPU };
        // What the emulator pays for is groups, whatever they hold.
        _groupSize = Math.Min(_isProcessor && accelerator is not CPUAccelerator ? 64 : 256, accelerator.MaxNumThreadsPerGroup);
        bool holdsTile = accelerator.MaxNumThreadsPerGroup >= Tile.Threads && accelerator.MaxSharedMemoryPerGroup >= Tile.SharedBytes;
        Tiling = !holdsTile || (_isProcessor && tiling != Tiling.Always) ? Tiling.Never : tiling;
        Copies = OpenCopies("copying");
        Stills = new StillMemory(this);
    }

    /// <summary>The device.</summary>
    public GpuDevice Device { get; }

    /// <summary>When stages are fused on tiles here.</summary>
    public Tiling Tiling { get; }

    /// <summary>Bytes allocated through this context.</summary>
    public long AllocatedBytes => _allocated;

    /// <summary>Whether the device was lost: nothing more can be asked of it.</summary>
    public bool IsLost => _isLost;

    /// <summary>Where planes are copied that will be asked for next.</summary>
    public CopyStream Copies { get; }

    /// <summary>Memory for stills.</summary>
    public StillMemory Stills { get; }

    /// <summary>Bytes copied from the device so far.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Bytes copied to the device so far.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Memory of the device [bytes].</summary>
    public long Memory => _accelerator is CPUAccelerator ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes : _accelerator.MemorySize;

    /// <summary>Bytes that can still be allocated, as stills give way; on OpenCL, which does not say, all that this context has not taken.</summary>
    public long FreeMemory => UnusedMemory + Stills.Bytes;

    /// <summary>Bytes that nobody has taken, stills neither.</summary>
    public long UnusedMemory => _accelerator is CudaAccelerator cuda ? cuda.GetFreeMemory() : Memory - _allocated;

    /// <summary>Opens a device.</summary>
    /// <param name="device">Which.</param>
    /// <param name="beforeCall">Called with what is about to be asked of the driver; a test throws here what a driver would.</param>
    /// <param name="tiling">When stages are fused on tiles, if the device can hold one.</param>
    /// <exception cref="DeviceException">It is not there any more or does not answer.</exception>
    public static GpuContext Open(GpuDevice device, Action<string>? beforeCall = null, Tiling tiling = Tiling.WherePaid)
    {
        Context context = CreateContext();
        try
        {
            beforeCall?.Invoke("opening");
            Device found = device.Backend switch
            {
                Cuda => context.Devices.OfType<CudaDevice>().ElementAt(device.Index),
                OpenCl => context.Devices.OfType<CLDevice>().ElementAt(device.Index),
                _ => context.Devices.OfType<CPUDevice>().Single(),
            };
            return new GpuContext(context, found.CreateAccelerator(context), device, beforeCall, tiling);
        }
        catch (Exception failure)
        {
            context.Dispose();
            throw new DeviceException(
                $"{device} cannot be opened ({failure.Message}); check that no other program holds it and that its driver is "
                + "installed whole, or use --backend cpu", failure);
        }
    }

    /// <summary>A context that knows all devices and rounds exactly.</summary>
    public static Context CreateContext()
    {
        NativeLibraries.Prepare();
        return Context.Create(builder =>
        {
            // The lower level leaves generic pointers in the code, which cost time on CUDA and fail on some OpenCL drivers.
            builder.Optimize(OptimizationLevel.O2);
            ExactArithmetic.Register(builder);
            builder.Cuda();
            builder.OpenCL(Accept);
            builder.CPU(new CPUDevice(EmulatedWarp, EmulatedWarps, numMultiprocessors: 1));
        });
    }

    /// <summary>Why a device cannot run the kernels; null if it can.</summary>
    public static string? WhyUnfit(CLDevice device)
        => device.CLStdVersion < CLBackend.MinimumVersion ? $"its driver offers OpenCL C {device.CVersion} and 2.0 is needed"
            : !device.Capabilities.Float64 ? "it has no double precision, which exact quotients need"
            : null;

    /// <summary>A zeroed array on the device.</summary>
    /// <exception cref="DeviceException">The device is full.</exception>
    public MemoryBuffer1D<T, Stride1D.Dense> Allocate<T>(long length)
        where T : unmanaged
        => TryAllocate<T>(length, "allocating memory", out AcceleratorException? refusal)
            ?? (Stills.GiveWay() ? TryAllocate<T>(length, "allocating memory", out refusal) : null)
            ?? throw Full(refusal!);

    /// <summary>A zeroed array, or null if the device is full.</summary>
    /// <exception cref="DeviceException">The device is lost.</exception>
    public MemoryBuffer1D<T, Stride1D.Dense>? TryAllocate<T>(long length, string doing, out AcceleratorException? refusal)
        where T : unmanaged
    {
        refusal = null;
        try
        {
            _beforeCall?.Invoke(doing);
            MemoryBuffer1D<T, Stride1D.Dense> fresh = _accelerator.Allocate1D<T>(length);
            fresh.MemSetToZero();
            _allocated += fresh.LengthInBytes;
            return fresh;
        }
        catch (AcceleratorException failure) when (IsFull(failure))
        {
            refusal = failure;
            return null;
        }
        catch (AcceleratorException failure)
        {
            throw Lost(doing, failure);
        }
    }

    /// <summary>Gives an array back.</summary>
    public void Free<T>(MemoryBuffer1D<T, Stride1D.Dense> buffer)
        where T : unmanaged
    {
        _allocated -= buffer.LengthInBytes;
        Release(buffer);
    }

    /// <summary>Asks something of the driver.</summary>
    /// <param name="doing">What, for messages.</param>
    /// <param name="action">How it is asked.</param>
    /// <exception cref="DeviceException">The device is lost.</exception>
    public void Do(string doing, Action action)
    {
        try
        {
            _beforeCall?.Invoke(doing);
            action();
        }
        catch (AcceleratorException failure)
        {
            throw Lost(doing, failure);
        }
    }

    /// <summary>Gives something of the driver back.</summary>
    /// <remarks>A lost device cannot take anything back, and what is said is why it was lost.</remarks>
    public void Release(IDisposable held)
    {
        try
        {
            held.Dispose();
        }
        catch (AcceleratorException) when (_isLost)
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stills.Dispose();
        Copies.Dispose();
        Release(_accelerator);
        Release(_context);
    }

    private static bool Accept(CLDevice device)
    {
        // The kernels use no generic pointer, so a driver that has none (PoCL) is as good.
        if (!device.Capabilities.GenericAddressSpace)
        {
            typeof(CLCapabilityContext).GetProperty(nameof(CLCapabilityContext.GenericAddressSpace))!
                .GetSetMethod(nonPublic: true)!.Invoke(device.Capabilities, [true]);
        }

        return true;
    }

    private T Guard<T>(string doing, Func<T> action)
    {
        try
        {
            _beforeCall?.Invoke(doing);
            return action();
        }
        catch (AcceleratorException failure)
        {
            throw IsFull(failure) ? Full(failure) : Lost(doing, failure);
        }
    }

    private TKernel Compiled<TKernel>(string doing, Func<TKernel> compile)
    {
        try
        {
            _beforeCall?.Invoke(doing);
            return compile();
        }
        catch (Exception failure) when (failure is InternalCompilerException or NotSupportedException or AcceleratorException)
        {
            throw new DeviceException(
                $"{Device}: {doing} failed ({Describe(failure.InnerException ?? failure)}); update the driver or use --backend cpu, "
                + "and report this with the device's name", failure);
        }
    }

    private static bool IsFull(AcceleratorException failure) => failure switch
    {
        CudaException cuda => cuda.Error == nameof(CudaError.CUDA_ERROR_OUT_OF_MEMORY),
        CLException opencl => opencl.Error is CLError.CL_MEM_OBJECT_ALLOCATION_FAILURE or CLError.CL_OUT_OF_RESOURCES
            or CLError.CL_OUT_OF_HOST_MEMORY or CLError.CL_INVALID_BUFFER_SIZE,
        _ => false,
    };

    private DeviceException Full(Exception failure) => new(
        FormattableString.Invariant(
            $"{Device} is full: {_allocated / 1073741824.0:0.##} GiB are taken by this run; use a smaller grid or fewer fields, end other programs on the device, or use --backend cpu"),
        failure);

    private DeviceException Lost(string doing, Exception failure)
    {
        _isLost = true;
        return new DeviceException(
            $"{Device} was lost while {doing} ({Describe(failure)}); restart the driver or the machine, then go on, or use --backend cpu",
            failure);
    }

    private static string Describe(Exception failure) => failure switch
    {
        CLException opencl => opencl.Error.ToString(),
        CudaException cuda => $"{cuda.Error}: {cuda.Message}",
        _ => failure.Message,
    };
}
