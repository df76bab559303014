using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Files.</summary>
public static partial class H5F
{
    public const uint ACC_RDONLY = 0x0000u;
    public const uint ACC_RDWR = 0x0001u;
    public const uint ACC_TRUNC = 0x0002u;
    public const uint ACC_EXCL = 0x0004u;

    public const uint OBJ_FILE = 0x0001u;
    public const uint OBJ_DATASET = 0x0002u;
    public const uint OBJ_GROUP = 0x0004u;
    public const uint OBJ_DATATYPE = 0x0008u;
    public const uint OBJ_ATTR = 0x0010u;
    public const uint OBJ_ALL = 0x001Fu;

    public enum close_degree_t
    {
        DEFAULT = 0,
        WEAK = 1,
        SEMI = 2,
        STRONG = 3,
    }

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Fcreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial hid_t create(
        string filename, uint flags, hid_t create_plist = H5P.DEFAULT, hid_t access_plist = H5P.DEFAULT);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Fopen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial hid_t open(string filename, uint flags, hid_t plist = H5P.DEFAULT);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Fclose")]
    public static partial herr_t close(hid_t file_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Fis_hdf5", StringMarshalling = StringMarshalling.Utf8)]
    public static partial htri_t is_hdf5(string filename);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Fget_vfd_handle")]
    public static partial herr_t get_vfd_handle(hid_t file_id, hid_t fapl, ref IntPtr file_handle);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Fget_obj_count")]
    public static partial size_t get_obj_count(hid_t file_id, uint types);
}
