using HDF.PInvoke;

namespace GpuTumor.Snapshots;

/// <summary>Which HDF5 type a number of .NET has in the file, little-endian, and in memory.</summary>
internal static class NumberTypes
{
    /// <summary>The types.</summary>
    /// <exception cref="NotSupportedException">Files hold no such elements.</exception>
    public static (long Stored, long Native) Of<T>()
        where T : unmanaged
        => default(T) switch
        {
            byte => (H5T.STD_U8LE, H5T.NATIVE_UINT8),
            ushort => (H5T.STD_U16LE, H5T.NATIVE_UINT16),
            uint => (H5T.STD_U32LE, H5T.NATIVE_UINT32),
            int => (H5T.STD_I32LE, H5T.NATIVE_INT32),
            ulong => (H5T.STD_U64LE, H5T.NATIVE_UINT64),
            long => (H5T.STD_I64LE, H5T.NATIVE_INT64),
            float => (H5T.IEEE_F32LE, H5T.NATIVE_FLOAT),
            double => (H5T.IEEE_F64LE, H5T.NATIVE_DOUBLE),
            _ => throw new NotSupportedException($"files hold no {typeof(T).Name}"),
        };
}
