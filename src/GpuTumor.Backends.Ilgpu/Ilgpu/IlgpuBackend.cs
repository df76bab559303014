using GpuTumor.Engine;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A GPU as a backend. It is opened when first asked and stays open, so that kernels are compiled once for all tissues.</summary>
/// <param name="device">The device.</param>
/// <param name="beforeCall">Called with what is about to be asked of the driver; a test throws here what a driver would.</param>
internal sealed class IlgpuBackend(GpuDevice device, Action<string>? beforeCall = null) : IBackend
{
    private const int RehearsalExtent = 12;
    private readonly HashSet<Model> _rehearsed = new(ReferenceEqualityComparer.Instance);
    private GpuContext? _context;

    public string Name => device.Backend;

    public string Device => device.Name;

    public long AvailableMemory => Context.FreeMemory;

    /// <summary>The device, opened when first asked for.</summary>
    public GpuContext Context => _context ??= GpuContext.Open(device, beforeCall);

    public long RequiredMemory(Model model)
        => RequiredBytes(model, Context.Tiling);

    /// <summary>Bytes that a model takes on a device.</summary>
    public static long RequiredBytes(Model model, Tiling tiling)
    {
        long ofVoxel = CellLattice.VoxelBytes + VesselMap.BytesPerVoxel(model.Vessels) + HostLayer.BytesPerVoxel(model.Host)
            + WoundBytes(model) + MatrixMap.BytesPerVoxel(model.Matrix) + FieldCouplings.BytesPerVoxel(model);
        return DeviceFields.RequiredBytes(model.Grid, model.Fields, model.StepHours, tiling, model.Matrix) + (ofVoxel * model.Grid.Voxels)
            + ActiveRegion.RequiredBytes(model.Grid) + HostLayer.BytesOfRegions(model.Host, model.Grid);
    }

    /// <summary>Compiles every kernel that the model needs, so that none fails in mid-run.</summary>
    public string? WhyUnable(Model model)
    {
        if (_rehearsed.Contains(model))
            return null;
        try
        {
            Model piece = model.In(model.Grid.Resized(
                RehearsalLength(model.Grid.Nx), RehearsalLength(model.Grid.Ny), RehearsalLength(model.Grid.Nz)));
            Rehearse(piece);
            // The piece is too small for tiles, the whole perhaps not.
            if (Context.Tiling == Tiling.WherePaid)
                Context.With(Tiling.Always, () => Rehearse(piece));
            _rehearsed.Add(model);
            return null;
        }
        catch (DeviceException refusal)
        {
            Close();
            return refusal.Message;
        }
    }

    public ITissue Create(Model model)
    {
        Demand.EnsureMet(model, this);
        try
        {
            return new IlgpuTissue(Context, model);
        }
        catch (DeviceException)
        {
            Close();
            throw;
        }
    }

    private static long WoundBytes(Model model) => model.Treatments.Any(treatment => treatment is Wounding) ? sizeof(float) : 0;

    // Rings of odd length, and rows of a multiple of four, take kernels of their own.
    private static int RehearsalLength(int voxels) => Math.Min(voxels, RehearsalExtent + (voxels & 3));

    // A step of a small piece, and all that is asked of it between steps.
    private void Rehearse(Model piece)
    {
        using IlgpuTissue tissue = new(Context, piece);
        if (piece.Treatments.OfType<Wounding>().FirstOrDefault() is { } wounding)
            tissue.Wound(wounding.Region);
        try
        {
            tissue.Advance(new Clock(0, piece.StepHours), new float[piece.Drugs.Count]);
        }
        catch (Exception fault) when (fault is SolverException or DivergedException)
        {
            // Of the piece; whether the whole has no steady state, or none that is finite, is seen when it runs.
        }

        tissue.TakeCensus();
        tissue.StateHash();
        for (int field = 0; field < piece.Fields.Count; field++)
            tissue.Summarise(field);
        for (int quantity = 0; quantity < tissue.Quantities.Count; quantity++)
            tissue.Read(quantity, 0, new byte[piece.Grid.PlaneVoxels * tissue.Quantities[quantity].ElementSize]);
    }

    // What was allocated goes with the context; a kernel that failed to compile has spoilt it anyway.
    private void Close()
    {
        _context?.Dispose();
        _context = null;
    }
}
