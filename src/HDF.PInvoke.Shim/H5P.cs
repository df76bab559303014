using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Property lists.</summary>
public static partial class H5P
{
    public const hid_t DEFAULT = 0;

    public static hid_t FILE_ACCESS { get; } = NativeHdf5.Global("H5P_CLS_FILE_ACCESS_ID_g");

    public static hid_t DATASET_CREATE { get; } = NativeHdf5.Global("H5P_CLS_DATASET_CREATE_ID_g");

    public static hid_t LINK_CREATE { get; } = NativeHdf5.Global("H5P_CLS_LINK_CREATE_ID_g");

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Pcreate")]
    public static partial hid_t create(hid_t cls_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Pclose")]
    public static partial herr_t close(hid_t plist);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Pset_chunk")]
    public static partial herr_t set_chunk(hid_t plist_id, int ndims, hsize_t[] dims);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Pget_chunk")]
    public static partial int get_chunk(hid_t plist_id, int max_ndims, [In, Out] hsize_t[] dims);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Pget_layout")]
    public static partial H5D.layout_t get_layout(hid_t plist);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Pget_nfilters")]
    public static partial int get_nfilters(hid_t plist);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Pget_filter2")]
    public static partial H5Z.filter_t get_filter(
        hid_t plist_id, uint idx, ref uint flags, ref size_t cd_nelmts, uint[] cd_values,
        size_t namelen, [In, Out] byte[] name, ref uint filter_config);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Pset_deflate")]
    public static partial herr_t set_deflate(hid_t plist_id, uint level);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Pset_shuffle")]
    public static partial herr_t set_shuffle(hid_t plist_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Pset_fill_value")]
    public static partial herr_t set_fill_value(hid_t plist_id, hid_t type_id, IntPtr value);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Pset_virtual", StringMarshalling = StringMarshalling.Utf8)]
    public static partial herr_t set_virtual(
        hid_t dcpl_id, hid_t vspace_id, string src_file_name, string src_dset_name, hid_t src_space_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Pset_fclose_degree")]
    public static partial herr_t set_fclose_degree(hid_t fapl_id, H5F.close_degree_t fc_degree);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Pset_create_intermediate_group")]
    public static partial herr_t set_create_intermediate_group(hid_t lcpl_id, uint crt_intermed_group);
}
