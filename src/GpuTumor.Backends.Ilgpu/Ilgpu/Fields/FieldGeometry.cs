using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A field's couplings on every lattice of its multigrid, kept on the device, and what its held faces give and take.</summary>
internal sealed partial class FieldGeometry : IDisposable
{
    private readonly GpuContext _context;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _tables;
    private readonly MemoryBuffer1D<int, Stride1D.Dense> _numbers;
    private readonly FieldLattice[] _lattices;

    /// <summary>The lattices of a field.</summary>
    /// <param name="context">The device.</param>
    /// <param name="grid">The finest.</param>
    /// <param name="field">The field.</param>
    /// <param name="levels">How many.</param>
    /// <param name="passages">What the matrix lets through, if it hinders the field.</param>
    public FieldGeometry(GpuContext context, Grid grid, FieldDefinition field, int levels, Passages? passages = null)
    {
        (_context, _passages) = (context, passages);
        Faces = field.Boundaries;
        (double x, double y, double z) = grid.Couplings(field.Diffusivity);
        DiffusionRate = 4.0 * (x + y + z);
        HasHeldFaces = Faces.HasHeldFaces;
        (ToHeldX, ToHeldY, ToHeldZ) = ((float)(2.0 * x), (float)(2.0 * y), (float)(2.0 * z));
        (double ofX, double ofY, double ofZ) = (
            (double)grid.Ny * grid.Nz * ToHeldX, (double)grid.Nx * grid.Nz * ToHeldY, (double)grid.Nx * grid.Ny * ToHeldZ);
        FaceGain = new(
            ofX * Faces.West.HeldValue, ofX * Faces.East.HeldValue, ofY * Faces.South.HeldValue, ofY * Faces.North.HeldValue,
            ofZ * Faces.Bottom.HeldValue, ofZ * Faces.Top.HeldValue);
        // Through the matrix they are added later.
        Gains = IsHindered ? default : GainsOf(Faces);
        HeldSides = Enumerable.Range(0, 6).Sum(side => Faces[side].IsHeld ? 1 << side : 0);

        AxisLevel[][] axes = new AxisLevel[levels][];
        axes[0] =
        [
            AxisLevel.Finest(grid.Nx, Faces.West, Faces.East, x),
            AxisLevel.Finest(grid.Ny, Faces.South, Faces.North, y),
            AxisLevel.Finest(grid.Nz, Faces.Bottom, Faces.Top, z),
        ];
        for (int level = 1; level < levels; level++)
            axes[level] = [axes[level - 1][0].Coarsen(x), axes[level - 1][1].Coarsen(y), axes[level - 1][2].Coarsen(z)];
        _tables = context.Allocate<float>(axes.Sum(level => level.Sum(axis => AxisView.Tables * (long)axis.Count)));
        long next = 0;
        _lattices = [.. axes.Select(level => new FieldLattice(
            Place(level[0], ref next), Place(level[1], ref next), Place(level[2], ref next)))];
        if (passages is not null)
            _inMatrix = [.. _lattices.Select((lattice, level) => passages.On(level, lattice))];
        _numbers = context.Allocate<int>(CoarseCycleWork.NumbersOfLattice * levels);
        context.Write<int>(NumbersOf(_lattices), _numbers.View);
        Ordered = [.. axes.Select(level => level.Any(axis => axis.IsPeriodic && axis.Count > 1 && (axis.Count & 1) == 1))];
    }

    /// <summary>The fastest rate at which free diffusion evens out differences, 4·D·Σ 1/h² over the axes [1/s].</summary>
    public double DiffusionRate { get; }

    /// <summary>The conditions at the faces.</summary>
    public Boundaries Faces { get; }

    /// <summary>Whether any face is held.</summary>
    public bool HasHeldFaces { get; }

    /// <summary>Coupling of a voxel to a held west or east face it touches [1/s].</summary>
    public float ToHeldX { get; }

    /// <summary>The same at the south and north faces.</summary>
    public float ToHeldY { get; }

    /// <summary>The same at the bottom and top faces.</summary>
    public float ToHeldZ { get; }

    /// <summary>What the held faces give [field unit · voxels/s], before they take.</summary>
    public FaceAmounts FaceGain { get; private set; }

    /// <summary>What held faces give to each voxel.</summary>
    public FaceGains Gains { get; }

    /// <summary>Losses faster than all of diffusion pin a voxel to the value of its source [1/s].</summary>
    public float PinningLoss => (float)DiffusionRate;

    /// <summary>By lattice: whether voxels of one colour are neighbours across a periodic face, so that their order matters.</summary>
    public IReadOnlyList<bool> Ordered { get; }

    /// <summary>Lattices.</summary>
    public int Levels => _lattices.Length;

    /// <summary>A lattice; 0 is the finest.</summary>
    public FieldLattice this[int level] => _lattices[level];

    /// <summary>The tables of all axes of all lattices.</summary>
    public ArrayView<float> Tables => _tables.View;

    /// <summary>The lattices in numbers, as <see cref="CoarseCycleWork"/> reads them.</summary>
    public ArrayView<int> Numbers => _numbers.View;

    public void Dispose()
    {
        _context.Free(_tables);
        _context.Free(_numbers);
    }

    private static int[] NumbersOf(FieldLattice[] lattices)
    {
        List<int> numbers = [];
        long tables = 0;
        long cells = 0;
        for (int level = 0; level < lattices.Length; level++)
        {
            FieldLattice lattice = lattices[level];
            AxisView[] axes = [lattice.X, lattice.Y, lattice.Z];
            int periodic = 0;
            int mirrors = 0;
            for (int i = 0; i < axes.Length; i++)
            {
                periodic |= axes[i].IsPeriodic << i;
                mirrors |= ((axes[i].LowerMirror < 0f ? 1 : 0) | (axes[i].UpperMirror < 0f ? 2 : 0)) << (2 * i);
            }

            numbers.AddRange([lattice.X.Count, lattice.Y.Count, lattice.Z.Count, periodic, mirrors, (int)tables, (int)cells]);
            tables += AxisView.Tables * (long)axes.Sum(axis => axis.Count);
            // The maps of coarse lattices begin with the first of them.
            cells = level == 0 ? 0 : cells + lattice.Cells;
        }

        return [.. numbers];
    }

    private FaceGains GainsOf(Boundaries faces)
    {
        float south = faces.South.HeldValue;
        float north = faces.North.HeldValue;
        float bottom = faces.Bottom.HeldValue;
        float top = faces.Top.HeldValue;
        return new FaceGains
        {
            BottomFirst = (ToHeldY * south) + (ToHeldZ * bottom),
            BottomInner = ToHeldZ * bottom,
            BottomLast = (ToHeldY * north) + (ToHeldZ * bottom),
            InnerFirst = ToHeldY * south,
            InnerLast = ToHeldY * north,
            TopFirst = (ToHeldY * south) + (ToHeldZ * top),
            TopInner = ToHeldZ * top,
            TopLast = (ToHeldY * north) + (ToHeldZ * top),
            West = ToHeldX * faces.West.HeldValue,
            East = ToHeldX * faces.East.HeldValue,
        };
    }

    private AxisView Place(AxisLevel axis, ref long next)
    {
        int count = axis.Count;
        float lowerMirror = axis.LowerFace.IsHeld ? -1f : 1f;
        float upperMirror = axis.UpperFace.IsHeld ? -1f : 1f;
        float[] tables = new float[AxisView.Tables * count];
        int coarseCount = (count + 1) / 2;
        for (int i = 0; i < count; i++)
        {
            bool second = (i & 1) == 1;
            float reach = axis.ReachOf(i);
            bool beyond = second ? (i / 2) + 1 >= coarseCount : i / 2 == 0;
            // In the matrix a held face is a neighbour.
            tables[i] = axis.ToLower[i] + (IsHindered && i == 0 ? axis.ToLowerFace : 0f);
            tables[count + i] = axis.ToUpper[i] + (IsHindered && i == count - 1 ? axis.ToUpperFace : 0f);
            tables[(2 * count) + i] = IsHindered ? 0f : axis.ToFace[i];
            tables[(3 * count) + i] = axis.ShareOf(i);
            tables[(4 * count) + i] = reach;
            tables[(5 * count) + i] = 1f - reach;
            tables[(6 * count) + i] = beyond && !axis.IsPeriodic ? reach * (second ? upperMirror : lowerMirror) : reach;
        }

        ArrayView<float> view = _tables.View.SubView(next, tables.Length);
        _context.Write<float>(tables, view);
        next += tables.Length;
        return new AxisView(view, count, axis.IsPeriodic ? 1 : 0, lowerMirror, upperMirror);
    }
}
