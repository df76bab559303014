using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Attributes.</summary>
public static partial class H5A
{
    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Acreate2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial hid_t create(
        hid_t loc_id, string attr_name, hid_t type_id, hid_t space_id,
        hid_t acpl_id = H5P.DEFAULT, hid_t aapl_id = H5P.DEFAULT);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Aopen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial hid_t open(hid_t obj_id, string attr_name, hid_t aapl_id = H5P.DEFAULT);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Aexists", StringMarshalling = StringMarshalling.Utf8)]
    public static partial htri_t exists(hid_t obj_id, string attr_name);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Awrite")]
    public static partial herr_t write(hid_t attr_id, hid_t mem_type_id, IntPtr buf);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Aread")]
    public static partial herr_t read(hid_t attr_id, hid_t type_id, IntPtr buf);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Aget_type")]
    public static partial hid_t get_type(hid_t attr_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Aget_space")]
    public static partial hid_t get_space(hid_t attr_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Aclose")]
    public static partial herr_t close(hid_t attr_id);
}
