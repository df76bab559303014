using System.Runtime.ExceptionServices;

namespace GpuTumor.Snapshots;

/// <summary>Does something with every one of some chunks, on several threads.</summary>
internal static class ChunkLoop
{
    /// <summary>Runs; the first failure is thrown as it was.</summary>
    public static void Run(ChunkedDataset dataset, int count, int threads, ChunkCodecs codecs, Action<int, ChunkCodec> body)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads };
        try
        {
            Parallel.For(
                0, count, options,
                () => codecs.Take(dataset),
                (chunk, _, codec) =>
                {
                    body(chunk, codec);
                    return codec;
                },
                codecs.GiveBack);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }
    }
}
