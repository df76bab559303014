using GpuTumor.Engine;
using GpuTumor.Snapshots;

namespace GpuTumor.Program.Tests;

/// <summary>A test that runs scenarios; skipped by name where the HDF5 library that snapshots need is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RunsFactAttribute : FactAttribute
{
    public RunsFactAttribute()
    {
        if (Missing is { } reason)
            Skip = reason;
    }

    /// <summary>What is missing; null if nothing is.</summary>
    public static string? Missing
    {
        get
        {
            try
            {
                Hdf5Library.EnsureAvailable();
                return null;
            }
            catch (DeviceException missing)
            {
                return missing.Message;
            }
        }
    }
}

/// <summary>The same for a test with a table of cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RunsTheoryAttribute : TheoryAttribute
{
    public RunsTheoryAttribute()
    {
        if (RunsFactAttribute.Missing is { } reason)
            Skip = reason;
    }
}
