namespace GpuTumor.Metrics;

/// <summary>How a tumour answers to treatment, after the RECIST classes.</summary>
public enum Response
{
    /// <summary>Complete: below detection.</summary>
    Complete,

    /// <summary>Partial: down by 30 % in diameter.</summary>
    Partial,

    /// <summary>Stable: neither.</summary>
    Stable,

    /// <summary>Progressive: up by 20 % in diameter from the nadir.</summary>
    Progressive,
}
