using System.Globalization;
using GpuTumor.Engine;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A GPU as a backend. It is opened when first asked and stays open, so that kernels are compiled once for all tissues.</summary>
internal sealed class IlgpuBackend(GpuDevice device) : IBackend
{
    private GpuContext? _context;

    public string Name => device.Backend;

    public string Device => device.Name;

    public long AvailableMemory => Context.FreeMemory;

    private GpuContext Context => _context ??= GpuContext.Open(device);

    public long RequiredMemory(Model model)
        => DeviceFields.RequiredBytes(model.Grid, model.Fields, model.StepHours) + (CellLattice.VoxelBytes * model.Grid.Voxels);

    public ITissue Create(Model model)
    {
        long required = RequiredMemory(model);
        long available = AvailableMemory;
        if (required > available)
        {
            throw new DeviceException(string.Create(
                CultureInfo.InvariantCulture,
                $"{device}: a grid of {model.Grid} with {model.Fields.Count} fields needs {required / 1e9:0.0} GB, and {available / 1e9:0.0} GB are free; use a smaller grid, a larger spacing, a larger device or --backend cpu"));
        }

        try
        {
            return new IlgpuTissue(Context, model);
        }
        catch (DeviceException)
        {
            // What the tissue had allocated goes with the context; a kernel that failed to compile has spoilt it anyway.
            _context?.Dispose();
            _context = null;
            throw;
        }
    }
}
