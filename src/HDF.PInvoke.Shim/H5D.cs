using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Datasets.</summary>
public static partial class H5D
{
    public enum layout_t
    {
        LAYOUT_ERROR = -1,
        COMPACT = 0,
        CONTIGUOUS = 1,
        CHUNKED = 2,
        VIRTUAL = 3,
        NLAYOUTS,
    }

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Dcreate2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial hid_t create(
        hid_t loc_id, string name, hid_t type_id, hid_t space_id,
        hid_t lcpl_id = H5P.DEFAULT, hid_t dcpl_id = H5P.DEFAULT, hid_t dapl_id = H5P.DEFAULT);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Dopen2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial hid_t open(hid_t file_id, string name, hid_t dapl_id = H5P.DEFAULT);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Dclose")]
    public static partial herr_t close(hid_t dset_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Dget_space")]
    public static partial hid_t get_space(hid_t dset_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Dget_type")]
    public static partial hid_t get_type(hid_t dset_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Dget_create_plist")]
    public static partial hid_t get_create_plist(hid_t dset_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Dwrite")]
    public static partial herr_t write(
        hid_t dset_id, hid_t mem_type_id, hid_t mem_space_id, hid_t file_space_id, hid_t plist_id, IntPtr buf);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Dread")]
    public static partial herr_t read(
        hid_t dset_id, hid_t mem_type_id, hid_t mem_space_id, hid_t file_space_id, hid_t plist_id, IntPtr buf);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Dwrite_chunk")]
    public static partial herr_t write_chunk(
        hid_t dset_id, hid_t dxpl_id, uint filter_mask, ref hsize_t offset, size_t data_size, IntPtr buf);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Dread_chunk")]
    public static partial herr_t read_chunk(
        hid_t dset_id, hid_t dxpl_id, ref hsize_t offset, ref uint filter_mask, IntPtr buf);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Dget_chunk_storage_size")]
    public static partial herr_t get_chunk_storage_size(hid_t dset_id, [In, Out] hsize_t[] offset, ref hsize_t chunk_bytes);
}
