using GpuTumor.Engine;
using HDF.PInvoke;

namespace GpuTumor.Snapshots;

/// <summary>Writes run.vtkhdf: all snapshots as one image in time, by virtual datasets over their files, for VTK 9.3 and later.</summary>
internal static unsafe class TemporalVtkFile
{
    /// <summary>Its name.</summary>
    public const string Name = "run.vtkhdf";

    private static readonly long[] _version = [2, 0];

    /// <summary>Writes it.</summary>
    public static void Write(string path, TimeSeries series) => Hdf5File.Write(path, file => Fill(file, series));

    private static void Fill(Handle file, TimeSeries series)
    {
        using Handle view = Hdf5File.CreateGroup(file, SnapshotLayout.VtkView);
        VtkView.Describe(view, series.Frame, _version);
        using Handle points = Hdf5File.CreateGroup(view, "PointData");
        using Handle steps = Hdf5File.CreateGroup(view, "Steps");
        using Handle offsets = Hdf5File.CreateGroup(steps, "PointDataOffsets");
        Moment[] moments = [.. series.Moments];
        steps.Set("NSteps", (long)moments.Length);
        double[] hours = [.. moments.Select(moment => moment.Hours)];
        Hdf5File.CreateList(steps, "Values", hours, H5T.IEEE_F64LE, H5T.NATIVE_DOUBLE).Dispose();
        long[] order = [.. Enumerable.Range(0, moments.Length).Select(i => (long)i)];
        foreach (Quantity quantity in series.Quantities)
        {
            CreateVirtual(points, quantity, moments, series.Grid);
            Hdf5File.CreateList(offsets, quantity.Name, order, H5T.STD_I64LE, H5T.NATIVE_INT64).Dispose();
        }
    }

    private static void CreateVirtual(Handle points, Quantity quantity, Moment[] moments, Grid grid)
    {
        using Lock.Scope entered = Hdf5.Enter();
        ulong[] image = [(ulong)grid.Nz, (ulong)grid.Ny, (ulong)grid.Nx];
        ulong[] all = [(ulong)moments.Length, .. image];
        ulong[] one = [1, .. image];
        using Handle source = Handle.Space(H5S.create_simple(3, image, null!));
        using Handle space = Handle.Space(H5S.create_simple(4, all, null!));
        using Handle properties = Handle.Properties(H5P.create(H5P.DATASET_CREATE));
        // A snapshot that was taken away shows as nothing, not as zero.
        float nothing = float.NaN;
        if (quantity.Element == ElementKind.Float32)
            Hdf5.Check(H5P.set_fill_value(properties.Id, H5T.NATIVE_FLOAT, (IntPtr)(&nothing)));
        for (int i = 0; i < moments.Length; i++)
        {
            ulong[] start = [(ulong)i, 0, 0, 0];
            Hdf5.Check(H5S.select_hyperslab(space.Id, H5S.seloper_t.SET, start, null!, one, null!));
            string dataset = $"{SnapshotLayout.Fields(moments[i].Step)}/{quantity.Name}";
            Hdf5.Check(H5P.set_virtual(properties.Id, space.Id, moments[i].File, dataset, source.Id));
        }

        using Handle whole = Handle.Space(H5S.create_simple(4, all, null!));
        Handle.Dataset(H5D.create(
            points.Id, quantity.Name, ElementTypes.Stored(quantity.Element), whole.Id, H5P.DEFAULT, properties.Id)).Dispose();
    }
}
