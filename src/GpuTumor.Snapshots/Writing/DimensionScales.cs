using System.Runtime.InteropServices;
using GpuTumor.Engine;
using HDF.PInvoke;

namespace GpuTumor.Snapshots;

/// <summary>The coordinates of voxel centres as HDF5 dimension scales, by which xarray and MATLAB label axes.</summary>
internal static unsafe class DimensionScales
{
    /// <summary>Writes one scale an axis [µm].</summary>
    public static void Create(Handle file, SnapshotFrame frame)
    {
        Grid grid = frame.Grid;
        CreateOne(file, "z", grid.Nz, grid.SpacingZ, frame.Z);
        CreateOne(file, "y", grid.Ny, grid.SpacingY, frame.Y);
        CreateOne(file, "x", grid.Nx, grid.SpacingX, frame.X);
    }

    /// <summary>Names a dataset's scales to it.</summary>
    public static void Attach(Handle file, Handle dataset)
    {
        using Lock.Scope entered = Hdf5.Enter();
        ulong* references = stackalloc ulong[SnapshotLayout.Axes.Count];
        H5T.hvl_t* lists = stackalloc H5T.hvl_t[SnapshotLayout.Axes.Count];
        for (int axis = 0; axis < SnapshotLayout.Axes.Count; axis++)
        {
            Refer(file, "/" + SnapshotLayout.Axes[axis], references + axis);
            lists[axis].len = 1;
            lists[axis].p = (IntPtr)(references + axis);
        }

        using Handle type = Handle.Type(H5T.vlen_create(H5T.STD_REF_OBJ));
        ulong[] extents = [(ulong)SnapshotLayout.Axes.Count];
        Attributes.Write(dataset, "DIMENSION_LIST", type.Id, type.Id, extents, lists);
    }

    /// <summary>Names to every scale the datasets that use it: the other half of the standard.</summary>
    public static void NameUsers(Handle file, IReadOnlyList<string> datasets)
    {
        using Lock.Scope entered = Hdf5.Enter();
        using Handle type = Handle.Type(H5T.create(H5T.class_t.COMPOUND, sizeof(User)));
        Hdf5.Check(H5T.insert(type.Id, "dataset", 0, H5T.STD_REF_OBJ));
        Hdf5.Check(H5T.insert(type.Id, "dimension", sizeof(ulong), H5T.NATIVE_INT32));
        User[] users = new User[datasets.Count];
        ulong[] extents = [(ulong)users.Length];
        fixed (User* first = users)
        {
            for (int i = 0; i < users.Length; i++)
                Refer(file, datasets[i], &first[i].Dataset);
            for (int axis = 0; axis < SnapshotLayout.Axes.Count; axis++)
            {
                for (int i = 0; i < users.Length; i++)
                    first[i].Dimension = axis;
                using Handle scale = Hdf5File.OpenDataset(file, "/" + SnapshotLayout.Axes[axis]);
                Attributes.Write(scale, "REFERENCE_LIST", type.Id, type.Id, extents, first);
            }
        }
    }

    private static void CreateOne(Handle file, string axis, int count, double spacing, double origin)
    {
        using Lock.Scope entered = Hdf5.Enter();
        double[] centres = [.. Enumerable.Range(0, count).Select(i => origin + ((i + 0.5) * spacing))];
        using Handle scale = Hdf5File.CreateList(file, axis, centres, H5T.IEEE_F64LE, H5T.NATIVE_DOUBLE);
        scale.SetTerminatedText("CLASS", "DIMENSION_SCALE");
        scale.SetTerminatedText("NAME", axis);
        scale.SetText("units", "um");
        scale.SetText("long_name", $"{axis} of voxel centres");
        scale.SetText("axis", axis.ToUpperInvariant());
    }

    private static void Refer(Handle file, string path, ulong* reference)
        => Hdf5.Check(H5R.create((IntPtr)reference, file.Id, path, H5R.type_t.OBJECT, -1));

    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private struct User
    {
        public ulong Dataset;
        public int Dimension;
    }
}
