namespace GpuTumor.Metrics.Tests;

/// <summary>A test that reads with bare Python; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactNeedingPythonAttribute : FactAttribute
{
    private static readonly string? _absence = FactNeedingSciPyAttribute.AbsenceOf("gzip, struct", "Python is not installed: apt-get install python3");

    public FactNeedingPythonAttribute() => Skip = _absence;
}
