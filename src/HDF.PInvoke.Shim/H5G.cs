using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Groups.</summary>
public static partial class H5G
{
    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Gcreate2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial hid_t create(
        hid_t loc_id, string name, hid_t lcpl_id = H5P.DEFAULT,
        hid_t gcpl_id = H5P.DEFAULT, hid_t gapl_id = H5P.DEFAULT);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Gopen2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial hid_t open(hid_t loc_id, string name, hid_t gapl_id = H5P.DEFAULT);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Gclose")]
    public static partial herr_t close(hid_t group_id);
}
