using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>References.</summary>
public static partial class H5R
{
    public enum type_t
    {
        BADTYPE = -1,
        OBJECT,
        DATASET_REGION,
        MAXTYPE,
    }

    [LibraryImport(NativeHdf5.Name, EntryPoint = "H5Rcreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial herr_t create(IntPtr refer, hid_t loc_id, string name, type_t ref_type, hid_t space_id);
}
