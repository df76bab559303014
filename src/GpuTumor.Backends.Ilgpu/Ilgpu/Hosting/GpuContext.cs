using GpuTumor.Engine;
using ILGPU;
using ILGPU.Backends.OpenCL;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>One device opened for work: memory is allocated and kernels are launched through it, in order.</summary>
/// <remarks>
/// A kernel that fails to compile spoils ILGPU's context for all others, so nothing is caught and tried again: every fault
/// ends as a <see cref="DeviceException"/>.
/// </remarks>
internal sealed class GpuContext : IDisposable
{
    /// <summary>Name of the CUDA backend.</summary>
    public const string Cuda = "cuda";

    /// <summary>Name of the OpenCL backend.</summary>
    public const string OpenCl = "opencl";

    private readonly Context _context;
    private readonly Accelerator _accelerator;
    private readonly Dictionary<Type, Delegate> _kernels = [];
    private readonly Action<string>? _beforeCall;
    private readonly int _groupSize;
    private long _allocated;
    private bool _isLost;

    private GpuContext(Context context, Accelerator accelerator, GpuDevice device, Action<string>? beforeCall)
    {
        _context = context;
        _accelerator = accelerator;
        _beforeCall = beforeCall;
        Device = device;
        bool processor = accelerator is CLAccelerator { DeviceType: CLDeviceType.CL_DEVICE_TYPE_CPU };
        _groupSize = Math.Min(processor ? 64 : 256, accelerator.MaxNumThreadsPerGroup);
    }

    /// <summary>The device.</summary>
    public GpuDevice Device { get; }

    /// <summary>Bytes allocated through this context.</summary>
    public long AllocatedBytes => _allocated;

    /// <summary>Bytes that can still be allocated; on OpenCL, which does not say, all that this context has not taken.</summary>
    public long FreeMemory => _accelerator is CudaAccelerator cuda ? cuda.GetFreeMemory() : _accelerator.MemorySize - _allocated;

    /// <summary>Opens a device.</summary>
    /// <param name="device">Which.</param>
    /// <param name="beforeCall">Called with what is about to be asked of the driver; a test throws here what a driver would.</param>
    /// <exception cref="DeviceException">It is not there any more or does not answer.</exception>
    public static GpuContext Open(GpuDevice device, Action<string>? beforeCall = null)
    {
        Context context = CreateContext();
        try
        {
            beforeCall?.Invoke("opening");
            Device found = device.Backend == Cuda
                ? context.Devices.OfType<CudaDevice>().ElementAt(device.Index)
                : context.Devices.OfType<CLDevice>().ElementAt(device.Index);
            return new GpuContext(context, found.CreateAccelerator(context), device, beforeCall);
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
    {
        MemoryBuffer1D<T, Stride1D.Dense> buffer = Guard("allocating memory", () =>
        {
            MemoryBuffer1D<T, Stride1D.Dense> fresh = _accelerator.Allocate1D<T>(length);
            fresh.MemSetToZero();
            return fresh;
        });
        _allocated += buffer.LengthInBytes;
        return buffer;
    }

    /// <summary>Gives an array back.</summary>
    public void Free<T>(MemoryBuffer1D<T, Stride1D.Dense> buffer)
        where T : unmanaged
    {
        _allocated -= buffer.LengthInBytes;
        Release(buffer);
    }

    /// <summary>Does the work for each of <paramref name="count"/> items, after what was asked before.</summary>
    public void ForEach<TWork>(long count, TWork work)
        where TWork : struct, IItemWork
    {
        if (count <= 0)
            return;
        var kernel = Kernel<TWork, Action<KernelConfig, long, TWork>>(
            () => _accelerator.LoadStreamKernel<long, TWork>(EntryPoints.Items));
        int groups = checked((int)((count + _groupSize - 1) / _groupSize));
        Do(Running<TWork>(), () => kernel((groups, _groupSize), count, work));
    }

    /// <summary>Does the work for each voxel of a box, after what was asked before.</summary>
    public void ForVoxels<TWork>(int width, int height, int depth, TWork work)
        where TWork : struct, IVoxelWork
    {
        var kernel = Kernel<TWork, Action<KernelConfig, int, TWork>>(
            () => _accelerator.LoadStreamKernel<int, TWork>(EntryPoints.Voxels));
        // A short line needs no more threads than voxels, in whole warps.
        int line = Math.Min(_groupSize, (width + 31) >> 5 << 5);
        KernelConfig shape = new(new Index3D((width + line - 1) / line, height, depth), new Index3D(line, 1, 1));
        Do(Running<TWork>(), () => kernel(shape, width, work));
    }

    /// <summary>Does the work for each row of a lattice, after what was asked before.</summary>
    /// <param name="height">Rows of a plane.</param>
    /// <param name="depth">Planes.</param>
    /// <param name="quantities">Quantities summed.</param>
    /// <param name="firstLargest">The first quantity of which the largest value is kept and not the sum.</param>
    /// <param name="rows">Takes the sums: quantity by quantity, row by row, plane fastest.</param>
    /// <param name="work">The work.</param>
    public void ForRows<TWork>(
        int height, int depth, int quantities, int firstLargest, ArrayView<float> rows, TWork work)
        where TWork : struct, IRowWork
    {
        var kernel = Kernel<TWork, Action<KernelConfig, int, int, int, int, ArrayView<float>, TWork>>(
            () => _accelerator.LoadStreamKernel<int, int, int, int, ArrayView<float>, TWork>(EntryPoints.Rows));
        const int RowsOfGroup = EntryPoints.RowGroup / RowSums.Columns;
        int groups = checked((int)((((long)height * depth) + RowsOfGroup - 1) / RowsOfGroup));
        Do(Running<TWork>(), () => kernel((groups, EntryPoints.RowGroup), height, depth, quantities, firstLargest, rows, work));
    }

    /// <summary>Does work in one group, after what was asked before.</summary>
    public void ForGroup<TWork>(TWork work)
        where TWork : struct, IGroupWork
    {
        var kernel = Kernel<TWork, Action<KernelConfig, TWork>>(() => _accelerator.LoadStreamKernel<TWork>(EntryPoints.OneGroup));
        Do(Running<TWork>(), () => kernel((1, _groupSize), work));
    }

    /// <summary>Copies on the device, after what was asked before.</summary>
    public void Copy<T>(ArrayView<T> source, ArrayView<T> destination)
        where T : unmanaged
        => Do("copying", () => source.CopyTo(_accelerator.DefaultStream, destination));

    /// <summary>Waits until all that was asked is done.</summary>
    public void Synchronise() => Do("waiting", _accelerator.Synchronize);

    /// <summary>Copies from the device, after what was asked before.</summary>
    public void Read<T>(ArrayView<T> source, Span<T> destination)
        where T : unmanaged
    {
        try
        {
            _beforeCall?.Invoke("copying");
            source.CopyToCPU(_accelerator.DefaultStream, destination);
        }
        catch (AcceleratorException failure)
        {
            throw Lost("copying", failure);
        }
    }

    /// <summary>Saves a map of the device, or restores it, plane by plane.</summary>
    public void Carry<T>(IStateArchive archive, string name, Grid grid, ArrayView<T> map)
        where T : unmanaged
        => archive.Voxels<T>(
            name, grid,
            (z, values) => Read(map.SubView(z * grid.PlaneVoxels, grid.PlaneVoxels), values),
            (z, values) => Write<T>(values, map.SubView(z * grid.PlaneVoxels, grid.PlaneVoxels)));

    /// <summary>Copies to the device, after what was asked before.</summary>
    public void Write<T>(ReadOnlySpan<T> source, ArrayView<T> destination)
        where T : unmanaged
    {
        try
        {
            _beforeCall?.Invoke("copying");
            destination.CopyFromCPU(_accelerator.DefaultStream, source);
        }
        catch (AcceleratorException failure)
        {
            throw Lost("copying", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release(_accelerator);
        Release(_context);
    }

    private static string Running<TWork>() => $"running {typeof(TWork).Name}";

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

    // Compiled when first asked for.
    private TKernel Kernel<TWork, TKernel>(Func<TKernel> compile)
        where TKernel : Delegate
    {
        if (!_kernels.TryGetValue(typeof(TWork), out Delegate? kernel))
        {
            kernel = Guard($"compiling {typeof(TWork).Name}", compile);
            _kernels.Add(typeof(TWork), kernel);
        }

        return (TKernel)kernel;
    }

    private void Do(string doing, Action action)
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
        catch (Exception failure) when (failure is InternalCompilerException or NotSupportedException)
        {
            throw new DeviceException(
                $"{Device}: {doing} failed ({(failure.InnerException ?? failure).Message}); update the driver or use --backend cpu, "
                + "and report this with the device's name", failure);
        }
    }

    // A lost device cannot take anything back, and what is said is why it was lost.
    private void Release(IDisposable held)
    {
        try
        {
            held.Dispose();
        }
        catch (AcceleratorException) when (_isLost)
        {
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
