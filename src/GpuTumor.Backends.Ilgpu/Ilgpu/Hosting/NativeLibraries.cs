using System.Reflection;
using System.Runtime.InteropServices;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The drivers' libraries: under which names ILGPU asks for them, and under which they are installed.</summary>
internal static class NativeLibraries
{
    // On Linux a driver without its development package installs only the versioned names.
    private static readonly (string Asked, string Installed)[] _names = [("cuda", "libcuda.so.1"), ("OpenCL", "libOpenCL.so.1")];

    private static readonly Lazy<bool> _resolver = new(Register);

    /// <summary>NVIDIA's driver library.</summary>
    public static string Cuda => OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

    /// <summary>The loader of OpenCL drivers.</summary>
    public static string OpenCl => OperatingSystem.IsWindows() ? "OpenCL.dll" : "libOpenCL.so.1";

    /// <summary>Makes ILGPU find the libraries; does so once.</summary>
    public static void Prepare() => _ = _resolver.Value;

    /// <summary>Whether a library can be loaded.</summary>
    public static bool Exists(string name)
    {
        if (!NativeLibrary.TryLoad(name, out nint handle))
            return false;
        NativeLibrary.Free(handle);
        return true;
    }

    private static bool Register()
    {
        if (OperatingSystem.IsLinux())
            NativeLibrary.SetDllImportResolver(typeof(Context).Assembly, Find);
        return true;
    }

    private static nint Find(string asked, Assembly assembly, DllImportSearchPath? path)
    {
        foreach ((string name, string installed) in _names)
        {
            if (string.Equals(asked, name, StringComparison.OrdinalIgnoreCase) && NativeLibrary.TryLoad(installed, out nint handle))
                return handle;
        }

        return 0;
    }
}
