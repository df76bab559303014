namespace GpuTumor.Metrics;

/// <summary>A run as a survival analysis sees it.</summary>
/// <param name="Days">Time of the event, or until which none was seen [d].</param>
/// <param name="HasEvent">Whether the event came; else the run is censored at that time.</param>
public readonly record struct Survival(double Days, bool HasEvent);
