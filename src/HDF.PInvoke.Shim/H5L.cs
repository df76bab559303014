using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Links.</summary>
public static partial class H5L
{
    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Lcreate_hard", StringMarshalling = StringMarshalling.Utf8)]
    public static partial herr_t create_hard(
        hid_t cur_loc, string cur_name, hid_t dst_loc, string dst_name,
        hid_t lcpl_id = H5P.DEFAULT, hid_t lapl_id = H5P.DEFAULT);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Lexists", StringMarshalling = StringMarshalling.Utf8)]
    public static partial htri_t exists(hid_t loc_id, string name, hid_t lapl_id = H5P.DEFAULT);
}
