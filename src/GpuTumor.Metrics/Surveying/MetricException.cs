namespace GpuTumor.Metrics;

/// <summary>What was stored cannot be measured. The message ends with the remedy.</summary>
public sealed class MetricException : Exception
{
    /// <summary>With what is wrong and what to do.</summary>
    public MetricException(string message)
        : base(message)
    {
    }
}
