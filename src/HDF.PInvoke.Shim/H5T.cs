using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Datatypes.</summary>
public static partial class H5T
{
    public enum class_t
    {
        NO_CLASS = -1,
        INTEGER = 0,
        FLOAT = 1,
        TIME = 2,
        STRING = 3,
        BITFIELD = 4,
        OPAQUE = 5,
        COMPOUND = 6,
        REFERENCE = 7,
        ENUM = 8,
        VLEN = 9,
        ARRAY = 10,
        NCLASSES,
    }

    public enum cset_t
    {
        ERROR = -1,
        ASCII = 0,
        UTF8 = 1,
    }

    public enum str_t
    {
        ERROR = -1,
        NULLTERM = 0,
        NULLPAD = 1,
        SPACEPAD = 2,
    }

    public struct hvl_t
    {
        public size_t len;
        public IntPtr p;
    }

    public static hid_t NATIVE_FLOAT { get; } = NativeHdf5.Global("H5T_NATIVE_FLOAT_g");

    public static hid_t NATIVE_DOUBLE { get; } = NativeHdf5.Global("H5T_NATIVE_DOUBLE_g");

    public static hid_t NATIVE_INT32 { get; } = NativeHdf5.Global("H5T_NATIVE_INT32_g");

    public static hid_t NATIVE_INT64 { get; } = NativeHdf5.Global("H5T_NATIVE_INT64_g");

    public static hid_t NATIVE_UINT8 { get; } = NativeHdf5.Global("H5T_NATIVE_UINT8_g");

    public static hid_t NATIVE_UINT16 { get; } = NativeHdf5.Global("H5T_NATIVE_UINT16_g");

    public static hid_t NATIVE_UINT32 { get; } = NativeHdf5.Global("H5T_NATIVE_UINT32_g");

    public static hid_t NATIVE_UINT64 { get; } = NativeHdf5.Global("H5T_NATIVE_UINT64_g");

    public static hid_t STD_I64LE { get; } = NativeHdf5.Global("H5T_STD_I64LE_g");

    public static hid_t STD_U8LE { get; } = NativeHdf5.Global("H5T_STD_U8LE_g");

    public static hid_t STD_U16LE { get; } = NativeHdf5.Global("H5T_STD_U16LE_g");

    public static hid_t STD_U32LE { get; } = NativeHdf5.Global("H5T_STD_U32LE_g");

    public static hid_t STD_I32LE { get; } = NativeHdf5.Global("H5T_STD_I32LE_g");

    public static hid_t STD_U64LE { get; } = NativeHdf5.Global("H5T_STD_U64LE_g");

    public static hid_t IEEE_F32LE { get; } = NativeHdf5.Global("H5T_IEEE_F32LE_g");

    public static hid_t IEEE_F64LE { get; } = NativeHdf5.Global("H5T_IEEE_F64LE_g");

    public static hid_t C_S1 { get; } = NativeHdf5.Global("H5T_C_S1_g");

    public static hid_t STD_REF_OBJ { get; } = NativeHdf5.Global("H5T_STD_REF_OBJ_g");

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Tcopy")]
    public static partial hid_t copy(hid_t type_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Tcreate")]
    public static partial hid_t create(class_t cls, size_t size);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Tinsert", StringMarshalling = StringMarshalling.Utf8)]
    public static partial herr_t insert(hid_t dtype_id, string name, size_t offset, hid_t field_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Tvlen_create")]
    public static partial hid_t vlen_create(hid_t base_type_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Tis_variable_str")]
    public static partial htri_t is_variable_str(hid_t dtype_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Tset_size")]
    public static partial herr_t set_size(hid_t dtype_id, size_t size);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Tset_cset")]
    public static partial herr_t set_cset(hid_t dtype_id, cset_t cset);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Tset_strpad")]
    public static partial herr_t set_strpad(hid_t dtype_id, str_t strpad);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Tget_size")]
    public static partial size_t get_size(hid_t dtype_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Tget_class")]
    public static partial class_t get_class(hid_t dtype_id);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Tclose")]
    public static partial herr_t close(hid_t type_id);
}
