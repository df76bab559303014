namespace GpuTumor.Engine;

/// <summary>Why a run ended, when it ended as asked.</summary>
public enum StopReason
{
    /// <summary>All steps done.</summary>
    Completed,

    /// <summary>Asked to stop from outside.</summary>
    Cancelled,

    /// <summary>An observer had seen what it was waiting for.</summary>
    Observed,
}
