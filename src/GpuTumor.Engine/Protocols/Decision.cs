namespace GpuTumor.Engine;

/// <summary>What a protocol decided, and the observation that caused it.</summary>
/// <param name="Step">The step before which it took effect.</param>
/// <param name="Hours">The same in time [h].</param>
/// <param name="Protocol">Which protocol.</param>
/// <param name="Order">What was ordered.</param>
/// <param name="Because">What it had seen.</param>
public sealed record Decision(long Step, double Hours, string Protocol, string Order, string Because);
