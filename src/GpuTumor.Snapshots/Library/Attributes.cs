using System.Text;
using HDF.PInvoke;

namespace GpuTumor.Snapshots;

/// <summary>Attributes of a group or dataset. Texts have a fixed length: openPMD's validator and yt stumble over others.</summary>
internal static unsafe class Attributes
{
    /// <summary>Writes one number.</summary>
    public static void Set<T>(this Handle target, string name, T value)
        where T : unmanaged
        => Write(target, name, NumberTypes.Of<T>().Stored, NumberTypes.Of<T>().Native, null, &value);

    /// <summary>Writes a list of numbers.</summary>
    public static void Set<T>(this Handle target, string name, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        fixed (T* first = values)
            Write(target, name, NumberTypes.Of<T>().Stored, NumberTypes.Of<T>().Native, [(ulong)values.Length], first);
    }

    /// <summary>Writes a text, padded with zeros to its own length.</summary>
    public static void SetText(this Handle target, string name, string value)
        => WriteTexts(target, name, [value], null, H5T.str_t.NULLPAD);

    /// <summary>Writes a text that ends with a zero, as the standard for dimension scales asks.</summary>
    public static void SetTerminatedText(this Handle target, string name, string value)
        => WriteTexts(target, name, [value + "\0"], null, H5T.str_t.NULLTERM);

    /// <summary>Writes a list of texts, each padded to the longest.</summary>
    public static void SetTexts(this Handle target, string name, IReadOnlyList<string> values)
        => WriteTexts(target, name, values, [(ulong)values.Count], H5T.str_t.NULLPAD);

    /// <summary>Whether there is such an attribute.</summary>
    public static bool Has(this Handle target, string name)
    {
        using Lock.Scope entered = Hdf5.Enter();
        return Hdf5.Check(H5A.exists(target.Id, name)) > 0;
    }

    /// <summary>Reads one number.</summary>
    public static T Get<T>(this Handle target, string name)
        where T : unmanaged
    {
        T[] values = GetMany<T>(target, name);
        return values.Length == 1 ? values[0] : throw new Hdf5Exception($"attribute '{name}' holds {values.Length} values, not one");
    }

    /// <summary>Reads a list of numbers.</summary>
    public static T[] GetMany<T>(this Handle target, string name)
        where T : unmanaged
    {
        using Lock.Scope entered = Hdf5.Enter();
        using Handle attribute = Handle.Attribute(H5A.open(target.Id, name));
        T[] values = new T[Count(attribute)];
        fixed (T* first = values)
            Hdf5.Check(H5A.read(attribute.Id, NumberTypes.Of<T>().Native, (IntPtr)first));
        return values;
    }

    /// <summary>Reads a text; null if there is none of fixed length.</summary>
    public static string? GetText(this Handle target, string name)
        => target.Has(name) && GetTexts(target, name) is [string text, ..] ? text : null;

    /// <summary>Reads a list of texts; empty if they are not of fixed length.</summary>
    public static IReadOnlyList<string> GetTexts(this Handle target, string name)
    {
        using Lock.Scope entered = Hdf5.Enter();
        using Handle attribute = Handle.Attribute(H5A.open(target.Id, name));
        using Handle type = Handle.Type(H5A.get_type(attribute.Id));
        if (H5T.get_class(type.Id) != H5T.class_t.STRING || H5T.is_variable_str(type.Id) != 0)
            return [];
        int size = (int)H5T.get_size(type.Id);
        byte[] bytes = new byte[checked(size * Count(attribute))];
        fixed (byte* first = bytes)
            Hdf5.Check(H5A.read(attribute.Id, type.Id, (IntPtr)first));
        return [.. bytes.Chunk(size).Select(text => Encoding.UTF8.GetString(text).TrimEnd('\0'))];
    }

    /// <summary>Makes a type for texts of a fixed number of bytes.</summary>
    public static Handle TextType(int size, H5T.str_t padding, bool isAscii)
    {
        using Lock.Scope entered = Hdf5.Enter();
        return Handle.Type(H5T.copy(H5T.C_S1)).Once(type =>
        {
            Hdf5.Check(H5T.set_size(type.Id, size));
            Hdf5.Check(H5T.set_strpad(type.Id, padding));
            Hdf5.Check(H5T.set_cset(type.Id, isAscii ? H5T.cset_t.ASCII : H5T.cset_t.UTF8));
        });
    }

    /// <summary>Writes an attribute of any type; scalar without extents.</summary>
    public static void Write(Handle target, string name, long stored, long native, ulong[]? extents, void* values)
    {
        using Lock.Scope entered = Hdf5.Enter();
        using Handle space = Handle.Space(
            extents is null ? H5S.create(H5S.class_t.SCALAR) : H5S.create_simple(extents.Length, extents, null!));
        using Handle attribute = Handle.Attribute(H5A.create(target.Id, name, stored, space.Id));
        Hdf5.Check(H5A.write(attribute.Id, native, (IntPtr)values));
    }

    private static void WriteTexts(
        Handle target, string name, IReadOnlyList<string> values, ulong[]? extents, H5T.str_t padding)
    {
        byte[][] texts = [.. values.Select(Encoding.UTF8.GetBytes)];
        int size = Math.Max(1, texts.Max(text => text.Length));
        byte[] bytes = new byte[size * texts.Length];
        for (int i = 0; i < texts.Length; i++)
            texts[i].CopyTo(bytes, i * size);
        using Handle type = TextType(size, padding, values.All(text => Ascii.IsValid(text)));
        fixed (byte* first = bytes)
            Write(target, name, type.Id, type.Id, extents, first);
    }

    private static int Count(Handle attribute)
    {
        using Handle space = Handle.Space(H5A.get_space(attribute.Id));
        int rank = H5S.get_simple_extent_ndims(space.Id);
        if (rank == 0)
            return 1;
        ulong[] extents = new ulong[rank];
        Hdf5.Check(H5S.get_simple_extent_dims(space.Id, extents, null!));
        return checked((int)extents.Aggregate(1UL, (product, extent) => product * extent));
    }
}
