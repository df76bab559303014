using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Where the threads of passes over a region count, each for itself, one or more quantities.</summary>
/// <param name="context">The device.</param>
/// <param name="quantities">How many, up to those of <see cref="RegionCounts"/>.</param>
internal sealed class RegionCounter(GpuContext context, int quantities) : IDisposable
{
    // Threads are joined on the device to so many sums, which leave it.
    private const int Parts = 64;
    private readonly MemoryBuffer1D<long, Stride1D.Dense> _counts = context.Allocate<long>(quantities * context.ThreadsOfRegion);
    private readonly MemoryBuffer1D<ulong, Stride1D.Dense> _joined = context.Allocate<ulong>(quantities * Parts);

    /// <summary>Quantity by quantity, what each thread has counted.</summary>
    public ArrayView<long> Counts => _counts.View;

    /// <summary>Counts from 0 again.</summary>
    public void Clear() => context.Clear(_counts);

    /// <summary>What was counted of each quantity.</summary>
    public long[] Read()
    {
        ArrayView<long> counts = _counts.View;
        ulong[] parts = new ulong[_joined.Length];
        context.ForEach(parts.Length, new JoinCountsWork(counts.Cast<ulong>(), context.ThreadsOfRegion / Parts, _joined.View));
        context.Read(_joined.View, parts.AsSpan());
        return [.. parts.Chunk(Parts).Select(chunk => (long)chunk.Aggregate(0ul, (sum, part) => unchecked(sum + part)))];
    }

    /// <summary>Counts from these numbers on.</summary>
    public void CountFrom(params ReadOnlySpan<long> numbers)
    {
        Clear();
        for (int i = 0; i < numbers.Length; i++)
            context.Write<long>([numbers[i]], Counts.SubView(i * context.ThreadsOfRegion, 1));
    }

    public void Dispose()
    {
        context.Free(_counts);
        context.Free(_joined);
    }
}
