namespace GpuTumor.Cli;

/// <summary>Whether a run may go on with a scenario that was changed since its last checkpoint.</summary>
internal enum Changes
{
    /// <summary>No: it would be neither the one nor the other.</summary>
    Refused,

    /// <summary>Yes: the user asked for it.</summary>
    Accepted,
}
