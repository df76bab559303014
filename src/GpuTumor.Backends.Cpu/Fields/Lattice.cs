using System.Runtime.CompilerServices;
using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>One lattice of a field's multigrid: its axes and how each row meets its neighbours.</summary>
internal sealed unsafe class Lattice : IDisposable
{
    public Lattice(AxisLevel x, AxisLevel y, AxisLevel z)
    {
        (X, Y, Z) = (new AxisTable(x), new AxisTable(y), new AxisTable(z));
        PlaneCells = (long)x.Count * y.Count;
        Cells = PlaneCells * z.Count;
    }

    /// <summary>Along a row.</summary>
    public AxisTable X { get; }

    /// <summary>Across rows.</summary>
    public AxisTable Y { get; }

    /// <summary>Across planes.</summary>
    public AxisTable Z { get; }

    /// <summary>Cells of a plane.</summary>
    public long PlaneCells { get; }

    /// <summary>All cells.</summary>
    public long Cells { get; }

    /// <summary>The first cell of a row.</summary>
    public long RowStart(int y, int z) => ((long)z * PlaneCells) + ((long)y * X.Count);

    /// <summary>Sets what all rows of a plane share.</summary>
    /// <param name="row">The row to walk the plane with.</param>
    /// <param name="map">The map's first cell.</param>
    /// <param name="z">Plane.</param>
    public void Enter(ref StencilRow row, float* map, int z)
    {
        row.Plane = map + (z * PlaneCells);
        row.ToPlaneBelow = ToNeighbour(Z, z, -1, PlaneCells);
        row.ToPlaneAbove = ToNeighbour(Z, z, 1, PlaneCells);
        row.ToBelow = Z.ToLower[z];
        row.ToAbove = Z.ToUpper[z];
        row.PlaneLoss = Z.ToFace[z];
        row.ToWest = X.ToLower;
        row.ToEast = X.ToUpper;
        row.ToBoth = X.ToBoth;
        row.ToFace = X.ToFace;
        row.Count = X.Count;
        row.UniformStart = X.UniformStart;
        row.UniformEnd = X.UniformEnd;
        row.Middle = X.Middle;
    }

    /// <summary>Sets a row of the plane that has been entered.</summary>
    /// <param name="row">The row.</param>
    /// <param name="y">Row in the plane.</param>
    /// <param name="loss">First-order loss everywhere [1/s].</param>
    public void Move(ref StencilRow row, int y, float loss)
    {
        int count = row.Count;
        float* centre = row.Plane + ((long)y * count);
        row.Centre = centre;
        row.South = centre + ToNeighbour(Y, y, -1, count);
        row.North = centre + ToNeighbour(Y, y, 1, count);
        row.Below = centre + row.ToPlaneBelow;
        row.Above = centre + row.ToPlaneAbove;
        row.BeforeFirst = X.IsPeriodic ? centre[count - 1] : centre[0];
        row.AfterLast = X.IsPeriodic ? centre[0] : centre[count - 1];
        row.ToSouth = Y.ToLower[y];
        row.ToNorth = Y.ToUpper[y];
        row.Loss = loss + Y.ToFace[y] + row.PlaneLoss;
    }

    /// <summary>How many rows may be swept together: those that are alike, whole lanes, with rows beyond their ends.</summary>
    /// <param name="y">The first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="lanes">The widest lanes.</param>
    public int RowsTogether(int y, int end, LaneWidth lanes)
    {
        int first = Math.Max(Y.UniformStart, 1);
        int last = Math.Min(Math.Min(Y.UniformEnd, Y.Count - 1), Math.Min(end, y + RowsSweep.Most));
        bool areAlike = y >= first && y < last && !X.IsPeriodic && lanes > LaneWidth.Scalar && X.Count % (int)lanes == 0;
        return areAlike ? last - y : 1;
    }

    public void Dispose()
    {
        X.Dispose();
        Y.Dispose();
        Z.Dispose();
    }

    // At a closed face the row is its own neighbour, over a coupling of zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ToNeighbour(AxisTable axis, int position, int direction, long stride)
        => (uint)(position + direction) < (uint)axis.Count ? direction * stride
            : axis.IsPeriodic ? -direction * stride * (axis.Count - 1) : 0L;
}
