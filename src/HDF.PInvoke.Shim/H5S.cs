using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Dataspaces.</summary>
public static partial class H5S
{
    public const int ALL = 0;

    public enum class_t
    {
        NO_CLASS = -1,
        SCALAR = 0,
        SIMPLE = 1,
        NULL = 2,
    }

    public enum seloper_t
    {
        NOOP = -1,
        SET = 0,
        OR,
        AND,
        XOR,
        NOTB,
        NOTA,
        APPEND,
        PREPEND,
        INVALID,
    }

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Screate")]
    public static partial hid_t create(class_t type);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Screate_simple")]
    public static partial hid_t create_simple(int rank, hsize_t[] dims, hsize_t[]? maxdims);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Sclose")]
    public static partial herr_t close(hid_t space_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Sget_simple_extent_ndims")]
    public static partial int get_simple_extent_ndims(hid_t space_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Sget_simple_extent_dims")]
    public static partial int get_simple_extent_dims(
        hid_t space_id, [In, Out] hsize_t[] dims, [In, Out] hsize_t[]? maxdims);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Sselect_hyperslab")]
    public static partial herr_t select_hyperslab(
        hid_t space_id, seloper_t op, hsize_t[] start, hsize_t[]? stride, hsize_t[] count, hsize_t[]? block);
}
