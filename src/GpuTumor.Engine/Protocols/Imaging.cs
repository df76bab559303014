using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>Takes the scans of a plan and reports them once their lag is over.</summary>
internal sealed class Imaging(ImagingPlan plan, ulong seed)
{
    private readonly Queue<Scan> _underWay = [];

    /// <summary>Takes a scan if one is due, and reports the one that is.</summary>
    /// <param name="step">The present step.</param>
    /// <param name="cells">Counts what a perfect scan would see.</param>
    public Scan? Report(long step, Func<long> cells)
    {
        if (step % plan.IntervalSteps == 0)
            _underWay.Enqueue(new Scan(step, step + plan.LagSteps, Measured(cells(), step)));
        return _underWay.TryPeek(out Scan next) && next.KnownAt <= step ? _underWay.Dequeue() : null;
    }

    /// <summary>Writes the scans under way.</summary>
    public void Save(BinaryWriter to)
    {
        to.Write(_underWay.Count);
        foreach (Scan scan in _underWay)
        {
            to.Write(scan.TakenAt);
            to.Write(scan.KnownAt);
            to.Write(scan.Cells);
        }
    }

    /// <summary>Takes them up again.</summary>
    public void Restore(BinaryReader from)
    {
        _underWay.Clear();
        int count = from.ReadInt32();
        for (int i = 0; i < count; i++)
            _underWay.Enqueue(new Scan(from.ReadInt64(), from.ReadInt64(), from.ReadDouble()));
    }

    private double Measured(long cells, long step)
    {
        double measured = cells * Math.Exp(plan.Noise * Chance.Normal(seed, RandomProcess.ImagingNoise, 0, step, 0));
        return measured < plan.DetectionLimit ? 0 : measured;
    }
}
