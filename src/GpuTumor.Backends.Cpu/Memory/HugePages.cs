using System.Runtime.InteropServices;

namespace GpuTumor.Backends.Cpu;

/// <summary>Asks the system to back large arrays with huge pages.</summary>
/// <remarks>
/// Sweeps walk planes that lie hundreds of kilobytes apart, seven rows at a time: on pages of 4 kB the processor looks up page tables as long as it
/// computes. Many systems give huge pages only where they are asked for.
/// </remarks>
internal static unsafe partial class HugePages
{
    private const int HugePageAdvice = 14;

    /// <summary>Asks for memory that has not been touched yet. Without effect where there is no such thing.</summary>
    public static void Ask(void* block, nuint bytes)
    {
        if (OperatingSystem.IsLinux())
            _ = Advise(block, bytes, HugePageAdvice);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* block, nuint bytes, int advice);
}
