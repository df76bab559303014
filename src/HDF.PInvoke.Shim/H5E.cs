using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Error stacks.</summary>
public static partial class H5E
{
    public const hid_t DEFAULT = 0;

    public enum direction_t
    {
        H5E_WALK_UPWARD = 0,
        H5E_WALK_DOWNWARD = 1,
    }

    public struct error_t
    {
        public hid_t cls_id;
        public hid_t maj_num;
        public hid_t min_num;
        public uint line;
        [MarshalAs(UnmanagedType.LPStr)]
        public string func_name;
        [MarshalAs(UnmanagedType.LPStr)]
        public string file_name;
        [MarshalAs(UnmanagedType.LPStr)]
        public string desc;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate herr_t auto_t(hid_t estack, IntPtr client_data);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate herr_t walk_t(uint n, [In] ref error_t err_desc, IntPtr client_data);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Eset_auto2")]
    public static partial herr_t set_auto(hid_t estack_id, auto_t? func, IntPtr client_data);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Ewalk2")]
    public static partial herr_t walk(hid_t estack_id, direction_t direction, walk_t func, IntPtr client_data);

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Eclear2")]
    public static partial herr_t clear(hid_t estack_id);
}
