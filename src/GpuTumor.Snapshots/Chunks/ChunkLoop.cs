using System.Runtime.ExceptionServices;

namespace GpuTumor.Snapshots;

/// <summary>Does something with every one of some chunks, on several threads.</summary>
internal static class ChunkLoop
{
    /// <summary>Runs; the first failure is thrown as it was.</summary>
    public static void Run(ChunkedDataset dataset, int count, int threads, ChunkCodecs codecs, Action<int, ChunkCodec> body)
    {
        // One by one: a thread that took several at once would keep the others waiting at the end.
        int next = -1;
        try
        {
            Parallel.For(0, Math.Min(threads, count), new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
            {
                ChunkCodec codec = codecs.Take(dataset);
                try
                {
                    for (int chunk = Interlocked.Increment(ref next); chunk < count; chunk = Interlocked.Increment(ref next))
                        body(chunk, codec);
                }
                finally
                {
                    // Without effect at the end; after a failure the others stop.
                    Volatile.Write(ref next, count);
                    codecs.GiveBack(codec);
                }
            });
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }
    }
}
