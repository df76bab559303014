namespace GpuTumor.Physics.Tests;

/// <summary>What a driver may do to a run.</summary>
public enum DriverFault
{
    DoesNotOpen,
    IsFull,
    DoesNotCompile,
    IsLost,
}
