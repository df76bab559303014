using GpuTumor.Engine;
using HDF.PInvoke;

namespace GpuTumor.Snapshots;

/// <summary>The same datasets as VTK and ParaView want them: a VTKHDF image whose points are voxel centres.</summary>
internal static class VtkView
{
    // VTK 9.1 knows no other version, and reads no cell data.
    private static readonly long[] _version = [1, 0];

    /// <summary>Describes the image.</summary>
    public static Handle Create(Handle file, SnapshotFrame frame)
    {
        using Handle view = Hdf5File.CreateGroup(file, SnapshotLayout.VtkView);
        Describe(view, frame, _version);
        return Hdf5File.CreateGroup(view, "PointData");
    }

    /// <summary>Writes what VTK must know of an image.</summary>
    public static void Describe(Handle view, SnapshotFrame frame, long[] version)
    {
        Grid grid = frame.Grid;
        view.Set<long>("Version", version);
        view.SetText("Type", "ImageData");
        view.Set<long>("WholeExtent", [0, grid.Nx - 1, 0, grid.Ny - 1, 0, grid.Nz - 1]);
        view.Set<double>("Origin", [frame.X + (grid.SpacingX / 2), frame.Y + (grid.SpacingY / 2), frame.Z + (grid.SpacingZ / 2)]);
        view.Set<double>("Spacing", [grid.SpacingX, grid.SpacingY, grid.SpacingZ]);
        view.Set<double>("Direction", [1, 0, 0, 0, 1, 0, 0, 0, 1]);
    }

    /// <summary>Lends a field to the view: one dataset, two names.</summary>
    public static void Link(Handle fields, string name, Handle points)
    {
        using Lock.Scope entered = Hdf5.Enter();
        Hdf5.Check(H5L.create_hard(fields.Id, name, points.Id, name));
    }
}
