using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GpuTumor.Backends.Cpu;

/// <summary>A zeroed, aligned block of unmanaged memory, as long as an address can reach.</summary>
/// <typeparam name="T">The element.</typeparam>
public sealed unsafe class NativeArray<T> : IDisposable
    where T : unmanaged
{
    // Large arrays begin at a huge page, which the system is asked for; one vector past the end may be read.
    private const nuint Alignment = 4096;
    private const nuint HugePage = 2u << 20;
    private const nuint Slack = 4096;
    // Large arrays would all begin at a whole huge page, and the same voxel of all maps would compete for the same few lines of
    // the caches: each begins a little later, by its own part of a cache's way.
    private const nuint Stagger = 8192 + 512;
    private const nuint Staggers = 8;
    private readonly void* _block;
    private T* _data;

    /// <summary>Allocates <paramref name="length"/> zeroed elements.</summary>
    public NativeArray(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        nuint bytes = ((nuint)length * (nuint)sizeof(T)) + Slack;
        bool isLarge = bytes >= HugePage;
        _block = NativeMemory.AlignedAlloc(bytes + (isLarge ? Staggers * Stagger : 0), isLarge ? HugePage : Alignment);
        if (isLarge)
            HugePages.Ask(_block, bytes + (Staggers * Stagger));
        _data = (T*)((byte*)_block + (isLarge ? (nuint)_block / HugePage % Staggers * Stagger : 0));
        GC.AddMemoryPressure((long)bytes);
        for (nuint offset = 0; offset < bytes; offset += 1u << 30)
            Unsafe.InitBlockUnaligned((byte*)_data + offset, 0, (uint)Math.Min(1u << 30, bytes - offset));
    }

    /// <summary>Number of elements.</summary>
    public long Length { get; }

    /// <summary>The first element.</summary>
    public T* Pointer => _data;

    /// <summary>Element <paramref name="index"/>, unchecked.</summary>
    public ref T this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _data[index];
    }

    /// <summary>Part of the array as a span.</summary>
    public Span<T> Slice(long start, int length) => new(_data + start, length);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_data is null)
            return;
        NativeMemory.AlignedFree(_block);
        _data = null;
        GC.RemoveMemoryPressure((Length * sizeof(T)) + (long)Slack);
    }
}
