using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>
/// Perfusion of the vessels on the device: a byte for each voxel of one plane where all vessels are alike and stay so, else of
/// the box.
/// </summary>
internal sealed class VesselMap : IStateful, IDisposable
{
    private readonly GpuContext _context;
    private readonly Model _model;
    private readonly MemoryBuffer1D<byte, Stride1D.Dense> _perfusion;
    private readonly uint _threshold;
    private readonly bool _sprouts;

    public VesselMap(GpuContext context, Model model)
    {
        (_context, _model) = (context, model);
        _threshold = model.Vessels.Collapse.Rate.Threshold(model.StepHours);
        int[] columns = model.Vessels.Columns(model.Grid, model.Seed);
        byte[] perfusion = model.Vessels.PerfusionOf(columns, model.Seed);
        byte[] plane = new byte[model.Grid.PlaneVoxels];
        for (int i = 0; i < columns.Length; i++)
            plane[columns[i]] = perfusion[i];
        IsState = !model.Vessels.IsEven && columns.Length > 0;
        _sprouts = IsState && model.Vessels.Sprouting.Elongation.PerHour > 0f;
        int planes = IsState ? model.Grid.Nz : 1;
        _perfusion = context.Allocate<byte>(planes * (long)plane.Length);
        for (int z = 0; z < planes; z++)
            context.Write<byte>(plane, _perfusion.View.SubView((long)z * plane.Length, plane.Length));
    }

    /// <summary>Whether perfusion is part of the tissue's state.</summary>
    public bool IsState { get; }

    /// <summary>Perfusion of all vessels, 0–1; negative where they differ.</summary>
    public float Even => IsState ? -1f : _model.Vessels.Perfusion;

    /// <summary>Perfusion by voxel of a plane or of the box, 255 = full.</summary>
    public ArrayView<byte> Perfusion => _perfusion.View;

    /// <summary>Bytes for each voxel of the box.</summary>
    public static long BytesPerVoxel(Vasculature vessels) => vessels.IsEven ? 0 : 1;

    /// <summary>Vessels collapse and sprout where they do.</summary>
    /// <param name="step">When.</param>
    /// <param name="lattice">The cells; its marks are used and cleared.</param>
    /// <param name="vegf">Vascular endothelial growth factor; nowhere if the model has none.</param>
    public void Advance(long step, CellLattice lattice, ConcentrationView vegf)
    {
        if (IsState && _threshold > 0)
        {
            _context.ForRegion(lattice.Region, 1, new CollapseWork(
                _model.Grid.Nx, (int)_model.Grid.PlaneVoxels, _model.Vessels.Collapse, _model.Seed, (uint)step, _threshold,
                lattice.Distances, Perfusion));
        }

        if (_sprouts)
            Sprout((uint)step, lattice, vegf);
    }

    /// <summary>Copies the perfusion of some voxels, within one plane.</summary>
    public void Read(long first, Span<byte> destination)
        => _context.Read(Perfusion.SubView(first % Perfusion.Length, destination.Length), destination);

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        if (IsState)
            _context.Carry(archive, TissueArchive.Perfusion, _model.Grid, Perfusion);
    }

    public void Dispose() => _context.Free(_perfusion);

    private void Sprout(uint step, CellLattice lattice, ConcentrationView vegf)
    {
        int plane = (int)_model.Grid.PlaneVoxels;
        ForInside(new ProposeSproutWork(
            _model.Grid.Nx, plane, _model.Seed, step, (float)_model.StepHours, _model.Vessels.Sprouting,
            new VesselView(Perfusion, vegf, lattice.Distances), lattice.Marks));
        ForInside(new SproutWork(_model.Grid.Nx, plane, _model.Seed, step, lattice.View, Perfusion));
        lattice.ClearMarks();
    }

    private void ForInside<TWork>(TWork work)
        where TWork : struct, IVoxelWork
        => _context.ForVoxels(_model.Grid.Nx - 2, _model.Grid.Ny - 2, _model.Grid.Nz - 2, work);
}
