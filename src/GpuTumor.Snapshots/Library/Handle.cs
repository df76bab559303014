using HDF.PInvoke;

namespace GpuTumor.Snapshots;

/// <summary>An open id of the native library, closed when disposed and never by the garbage collector.</summary>
internal sealed class Handle : IDisposable
{
    private static int _open;

    private readonly Func<long, int> _close;
    private bool _isClosed;

    private Handle(long id, Func<long, int> close)
    {
        (Id, _close) = (Hdf5.Check(id), close);
        Interlocked.Increment(ref _open);
    }

    /// <summary>How many are open in this process.</summary>
    public static int OpenCount => Volatile.Read(ref _open);

    /// <summary>The library's id.</summary>
    public long Id { get; }

    /// <summary>A file just opened.</summary>
    public static Handle File(long id) => new(id, H5F.close);

    /// <summary>A group just opened.</summary>
    public static Handle Group(long id) => new(id, H5G.close);

    /// <summary>A dataset just opened.</summary>
    public static Handle Dataset(long id) => new(id, H5D.close);

    /// <summary>An attribute just opened.</summary>
    public static Handle Attribute(long id) => new(id, H5A.close);

    /// <summary>A dataspace just made.</summary>
    public static Handle Space(long id) => new(id, H5S.close);

    /// <summary>A datatype just made.</summary>
    public static Handle Type(long id) => new(id, H5T.close);

    /// <summary>A property list just made.</summary>
    public static Handle Properties(long id) => new(id, H5P.close);

    /// <summary>This, once it was made what it is to be; closed where that fails.</summary>
    /// <exception cref="Hdf5Exception">The library refused.</exception>
    public Handle Once(Action<Handle> made)
    {
        try
        {
            made(this);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Closes, and says so if that failed: a file's last bytes are written here. May be tried again.</summary>
    /// <exception cref="Hdf5Exception">The library could not.</exception>
    public void Close()
    {
        if (_isClosed)
            return;
        using Lock.Scope entered = Hdf5.Enter();
        Hdf5.Check(_close(Id));
        _isClosed = true;
        Interlocked.Decrement(ref _open);
    }

    /// <summary>Closes if the library can: used on the way out of a failure.</summary>
    public void Dispose()
    {
        try
        {
            Close();
        }
        catch (Hdf5Exception)
        {
            // The failure that led here is the one to report.
        }
    }
}
