using HDF.PInvoke;

namespace GpuTumor.Snapshots;

/// <summary>The one door to the native library: one lock around every call, failures as exceptions, nothing printed.</summary>
internal static class Hdf5
{
    private static readonly Lock _gate = Prepared();

    [ThreadStatic]
    private static bool _isQuiet;

    /// <summary>Enters; the library is not safe for threads unless built so, and the error stack must be ours when we read it.</summary>
    public static Lock.Scope Enter()
    {
        Lock.Scope scope = _gate.EnterScope();
        try
        {
            SilenceThisThread();
            return scope;
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    /// <summary>Passes an id or a status through, or throws what the library says.</summary>
    /// <exception cref="Hdf5Exception">The value is negative.</exception>
    public static long Check(long result) => result >= 0 ? result : throw new Hdf5Exception(ErrorStack());

    // Files are renamed when they are whole, so nobody reads what is being written, and a lock would only do harm: Lustre and NFS may
    // have none, and a child process started in the meantime inherits it. The library asks when it is first called.
    // Nor has it anything to do when the process ends: every file was closed by then, or is one that a thread still writes and that nobody
    // is going to miss. It would close that under the thread's hands. And a file that it was refused, or that is damaged, leaves memory
    // behind in it (1.10.8: a failed H5Fcreate, with nothing open), over which it then complains of an infinite loop.
    private static Lock Prepared()
    {
        UnixFiles.SetVariable("HDF5_USE_FILE_LOCKING", "FALSE");
        _ = H5.dont_atexit();
        return new Lock();
    }

    // Printing of errors is switched off per thread.
    private static void SilenceThisThread()
    {
        if (_isQuiet)
            return;
        _ = H5E.set_auto(H5E.DEFAULT, null!, IntPtr.Zero);
        _isQuiet = true;
    }

    // The innermost reason comes first; it is the one that names the system's error.
    private static string ErrorStack()
    {
        List<string> reasons = [];
        H5E.walk_t collect = (uint _, ref H5E.error_t error, IntPtr _) =>
        {
            reasons.Add($"{error.func_name}: {error.desc}");
            return 0;
        };
        _ = H5E.walk(H5E.DEFAULT, H5E.direction_t.H5E_WALK_UPWARD, collect, IntPtr.Zero);
        GC.KeepAlive(collect);
        _ = H5E.clear(H5E.DEFAULT);
        return reasons.Count == 0 ? "HDF5 gave no reason" : string.Join("; ", reasons);
    }
}
