using GpuTumor.Engine;
using HDF.PInvoke;

namespace GpuTumor.Snapshots;

/// <summary>Which HDF5 type an element has in the file and in memory.</summary>
internal static class ElementTypes
{
    /// <summary>Little-endian, as in the file.</summary>
    public static long Stored(ElementKind element) => element switch
    {
        ElementKind.Float32 => H5T.IEEE_F32LE,
        ElementKind.UInt8 => H5T.STD_U8LE,
        ElementKind.UInt16 => H5T.STD_U16LE,
        _ => H5T.STD_U32LE,
    };

    /// <summary>As in memory.</summary>
    public static long Native(ElementKind element) => element switch
    {
        ElementKind.Float32 => H5T.NATIVE_FLOAT,
        ElementKind.UInt8 => H5T.NATIVE_UINT8,
        ElementKind.UInt16 => H5T.NATIVE_UINT16,
        _ => H5T.NATIVE_UINT32,
    };

    /// <summary>The kind of a number of .NET.</summary>
    /// <exception cref="NotSupportedException">Voxel maps hold no such elements.</exception>
    public static ElementKind Of<T>()
        where T : unmanaged
        => default(T) switch
        {
            float => ElementKind.Float32,
            byte => ElementKind.UInt8,
            ushort => ElementKind.UInt16,
            uint => ElementKind.UInt32,
            _ => throw new NotSupportedException($"voxel maps hold no {typeof(T).Name}"),
        };

    /// <summary>The kind of a stored type; null if snapshots have no such elements.</summary>
    public static ElementKind? Of(Handle type) => (H5T.get_class(type.Id), (int)H5T.get_size(type.Id)) switch
    {
        (H5T.class_t.FLOAT, 4) => ElementKind.Float32,
        (H5T.class_t.INTEGER, 1) => ElementKind.UInt8,
        (H5T.class_t.INTEGER, 2) => ElementKind.UInt16,
        (H5T.class_t.INTEGER, 4) => ElementKind.UInt32,
        _ => null,
    };
}
