using HDF.PInvoke;

namespace GpuTumor.Snapshots;

/// <summary>Files, groups and plain datasets.</summary>
internal static unsafe class Hdf5File
{
    /// <summary>Creates a file, lets it be filled, and closes it.</summary>
    /// <exception cref="Hdf5Exception">The library could not write; what is there then is of no use.</exception>
    public static void Write(string path, Action<Handle> fill)
    {
        using Handle file = Create(path);
        int descriptor = Descriptor(file);
        UnixFiles.CloseInChildren(descriptor);
        try
        {
            fill(file);
            file.Close();
        }
        catch
        {
            // The library cannot close a file before it has got rid of what it still holds back: on a full disk that takes room,
            // and a device that refuses every write must not see it at all.
            UnixFiles.Empty(path);
            UnixFiles.Divert(descriptor);
            throw;
        }
    }

    /// <summary>Creates a file, over one of that name. Closing it closes everything in it.</summary>
    public static Handle Create(string path)
    {
        using Lock.Scope entered = Hdf5.Enter();
        using Handle access = Access();
        return Handle.File(H5F.create(path, H5F.ACC_TRUNC, H5P.DEFAULT, access.Id));
    }

    /// <summary>Opens a file for reading.</summary>
    public static Handle Open(string path)
    {
        using Lock.Scope entered = Hdf5.Enter();
        using Handle access = Access();
        return Handle.File(H5F.open(path, H5F.ACC_RDONLY, access.Id));
    }

    /// <summary>Lets the disk begin with what was written until now.</summary>
    public static void StartFlush(Handle file) => UnixFiles.StartFlush(Descriptor(file));

    /// <summary>Whether a file begins as HDF5 files do.</summary>
    public static bool IsHdf5(string path)
    {
        using Lock.Scope entered = Hdf5.Enter();
        return H5F.is_hdf5(path) > 0;
    }

    /// <summary>Creates a group, with those above it.</summary>
    public static Handle CreateGroup(Handle parent, string path)
    {
        using Lock.Scope entered = Hdf5.Enter();
        using Handle links = Handle.Properties(H5P.create(H5P.LINK_CREATE));
        Hdf5.Check(H5P.set_create_intermediate_group(links.Id, 1));
        return Handle.Group(H5G.create(parent.Id, path, links.Id));
    }

    /// <summary>Opens a group.</summary>
    public static Handle OpenGroup(Handle parent, string path)
    {
        using Lock.Scope entered = Hdf5.Enter();
        return Handle.Group(H5G.open(parent.Id, path));
    }

    /// <summary>Opens a dataset.</summary>
    public static Handle OpenDataset(Handle parent, string path)
    {
        using Lock.Scope entered = Hdf5.Enter();
        return Handle.Dataset(H5D.open(parent.Id, path));
    }

    /// <summary>Whether a link of that name leads out of a group.</summary>
    public static bool HasLink(Handle parent, string name)
    {
        using Lock.Scope entered = Hdf5.Enter();
        return Hdf5.Check(H5L.exists(parent.Id, name)) > 0;
    }

    /// <summary>Whether something stands at the end of a path from the root.</summary>
    public static bool HasPath(Handle file, string path)
    {
        for (int end = path.IndexOf('/', 1); end >= 0; end = path.IndexOf('/', end + 1))
        {
            if (!HasLink(file, path[..end]))
                return false;
        }

        return HasLink(file, path);
    }

    /// <summary>Reads a list of numbers.</summary>
    public static T[] ReadList<T>(Handle dataset, long native)
        where T : unmanaged
    {
        using Lock.Scope entered = Hdf5.Enter();
        using Handle space = Handle.Space(H5D.get_space(dataset.Id));
        ulong[] extents = new ulong[1];
        if (H5S.get_simple_extent_ndims(space.Id) != 1)
            throw new Hdf5Exception("a list does not have one dimension");
        Hdf5.Check(H5S.get_simple_extent_dims(space.Id, extents, null!));
        T[] values = new T[extents[0]];
        fixed (T* first = values)
        {
            if (values.Length > 0)
                Hdf5.Check(H5D.read(dataset.Id, native, H5S.ALL, H5S.ALL, H5P.DEFAULT, (IntPtr)first));
        }

        return values;
    }

    /// <summary>Creates a list of numbers as a dataset.</summary>
    public static Handle CreateList<T>(Handle parent, string name, T[] values, long stored, long native)
        where T : unmanaged
    {
        using Lock.Scope entered = Hdf5.Enter();
        ulong[] extents = [(ulong)values.Length];
        using Handle space = Handle.Space(H5S.create_simple(1, extents, null!));
        return Handle.Dataset(H5D.create(parent.Id, name, stored, space.Id)).Once(dataset =>
        {
            fixed (T* first = values)
            {
                if (values.Length > 0)
                    Hdf5.Check(H5D.write(dataset.Id, native, H5S.ALL, H5S.ALL, H5P.DEFAULT, (IntPtr)first));
            }
        });
    }

    /// <summary>Reads a list of numbers of any type, in file order.</summary>
    public static double[] ReadNumbers(Handle parent, string name)
    {
        using Lock.Scope entered = Hdf5.Enter();
        using Handle dataset = Handle.Dataset(H5D.open(parent.Id, name));
        using Handle space = Handle.Space(H5D.get_space(dataset.Id));
        int rank = H5S.get_simple_extent_ndims(space.Id);
        ulong[] extents = new ulong[Math.Max(rank, 1)];
        if (rank > 0)
            Hdf5.Check(H5S.get_simple_extent_dims(space.Id, extents, null!));
        else
            extents[0] = 1;
        double[] values = new double[checked((int)extents.Aggregate(1UL, (product, extent) => product * extent))];
        if (values.Length == 0)
            return values;
        fixed (double* first = values)
            Hdf5.Check(H5D.read(dataset.Id, H5T.NATIVE_DOUBLE, H5S.ALL, H5S.ALL, H5P.DEFAULT, (IntPtr)first));
        return values;
    }

    /// <summary>Writes a text of any length as a dataset.</summary>
    public static void WriteText(Handle parent, string name, string text)
    {
        using Lock.Scope entered = Hdf5.Enter();
        byte[] bytes = text.Length == 0 ? [0] : System.Text.Encoding.UTF8.GetBytes(text);
        using Handle type = Attributes.TextType(bytes.Length, H5T.str_t.NULLPAD, isAscii: false);
        using Handle space = Handle.Space(H5S.create(H5S.class_t.SCALAR));
        using Handle dataset = Handle.Dataset(H5D.create(parent.Id, name, type.Id, space.Id));
        fixed (byte* first = bytes)
            Hdf5.Check(H5D.write(dataset.Id, type.Id, H5S.ALL, H5S.ALL, H5P.DEFAULT, (IntPtr)first));
    }

    /// <summary>Reads a text that <see cref="WriteText"/> wrote.</summary>
    public static string ReadText(Handle parent, string name)
    {
        using Lock.Scope entered = Hdf5.Enter();
        using Handle dataset = Handle.Dataset(H5D.open(parent.Id, name));
        using Handle type = Handle.Type(H5D.get_type(dataset.Id));
        if (H5T.get_class(type.Id) != H5T.class_t.STRING || H5T.is_variable_str(type.Id) != 0)
            throw new Hdf5Exception($"'{name}' is not a text of fixed length");
        byte[] bytes = new byte[H5T.get_size(type.Id)];
        fixed (byte* first = bytes)
            Hdf5.Check(H5D.read(dataset.Id, type.Id, H5S.ALL, H5S.ALL, H5P.DEFAULT, (IntPtr)first));
        return System.Text.Encoding.UTF8.GetString(bytes).TrimEnd('\0');
    }

    // The default driver keeps a descriptor; −1 where it does not say.
    private static int Descriptor(Handle file)
    {
        using Lock.Scope entered = Hdf5.Enter();
        IntPtr driver = IntPtr.Zero;
        return H5F.get_vfd_handle(file.Id, H5P.DEFAULT, ref driver) < 0 || driver == IntPtr.Zero ? -1 : *(int*)driver;
    }

    private static Handle Access()
        => Handle.Properties(H5P.create(H5P.FILE_ACCESS)).Once(access => Hdf5.Check(H5P.set_fclose_degree(access.Id, H5F.close_degree_t.STRONG)));
}
