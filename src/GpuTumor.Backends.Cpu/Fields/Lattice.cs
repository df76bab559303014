using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>One lattice of a field's multigrid: its axes and how each row meets its neighbours.</summary>
internal sealed unsafe class Lattice : IDisposable
{
    public Lattice(AxisLevel x, AxisLevel y, AxisLevel z)
        => (X, Y, Z) = (new AxisTable(x), new AxisTable(y), new AxisTable(z));

    /// <summary>Along a row.</summary>
    public AxisTable X { get; }

    /// <summary>Across rows.</summary>
    public AxisTable Y { get; }

    /// <summary>Across planes.</summary>
    public AxisTable Z { get; }

    /// <summary>Cells of a plane.</summary>
    public long PlaneCells => (long)X.Count * Y.Count;

    /// <summary>All cells.</summary>
    public long Cells => PlaneCells * Z.Count;

    /// <summary>The first cell of a row.</summary>
    public long RowStart(int y, int z) => ((long)z * PlaneCells) + ((long)y * X.Count);

    /// <summary>A row of a map with its neighbours.</summary>
    /// <param name="map">The map's first cell.</param>
    /// <param name="y">Row in the plane.</param>
    /// <param name="z">Plane.</param>
    /// <param name="loss">First-order loss everywhere [1/s].</param>
    public StencilRow Row(float* map, int y, int z, float loss)
    {
        long start = RowStart(y, z);
        float* centre = map + start;
        int last = X.Count - 1;
        return new StencilRow
        {
            Centre = centre,
            South = Neighbour(centre, Y, y, -1, X.Count),
            North = Neighbour(centre, Y, y, 1, X.Count),
            Below = Neighbour(centre, Z, z, -1, PlaneCells),
            Above = Neighbour(centre, Z, z, 1, PlaneCells),
            BeforeFirst = X.IsPeriodic ? centre[last] : centre[0],
            AfterLast = X.IsPeriodic ? centre[0] : centre[last],
            ToWest = X.ToLower,
            ToEast = X.ToUpper,
            ToFace = X.ToFace,
            ToSouth = Y.ToLower[y],
            ToNorth = Y.ToUpper[y],
            ToBelow = Z.ToLower[z],
            ToAbove = Z.ToUpper[z],
            Loss = loss + Y.ToFace[y] + Z.ToFace[z],
            Count = X.Count,
        };
    }

    public void Dispose()
    {
        X.Dispose();
        Y.Dispose();
        Z.Dispose();
    }

    // At a closed face the row is its own neighbour, over a coupling of zero.
    private static float* Neighbour(float* centre, AxisTable axis, int position, int direction, long stride)
    {
        int other = position + direction;
        if (other >= 0 && other < axis.Count)
            return centre + (direction * stride);
        return axis.IsPeriodic ? centre - (direction * stride * (axis.Count - 1)) : centre;
    }
}
