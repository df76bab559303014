using System.Collections.Concurrent;

namespace GpuTumor.Snapshots;

/// <summary>Codecs that wait for their next chunk: their buffers are touched once, and not for every map.</summary>
internal sealed class ChunkCodecs
{
    private readonly ConcurrentBag<ChunkCodec> _idle = [];

    /// <summary>Takes one for the chunks of a dataset.</summary>
    public ChunkCodec Take(ChunkedDataset dataset)
    {
        // Those of other chunks are given up: maps of a kind follow one another.
        while (_idle.TryTake(out ChunkCodec? codec))
        {
            if (codec.Grid == dataset.Grid && codec.ElementSize == dataset.ElementSize)
                return codec;
        }

        return new ChunkCodec(dataset.Grid, dataset.ElementSize);
    }

    /// <summary>Gives one back.</summary>
    public void GiveBack(ChunkCodec codec) => _idle.Add(codec);
}
