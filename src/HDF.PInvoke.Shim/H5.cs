using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>The library as a whole.</summary>
public static partial class H5
{
    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5open")]
    public static partial herr_t open();

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5dont_atexit")]
    public static partial herr_t dont_atexit();

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5get_libversion")]
    public static partial herr_t get_libversion(ref uint majnum, ref uint minnum, ref uint relnum);
}
