namespace GpuTumor.Metrics.Tests;

/// <summary>A test that reads with VTK; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactNeedingVtkAttribute : FactAttribute
{
    private static readonly string? _absence = FactNeedingSciPyAttribute.AbsenceOf("vtk, numpy", "VTK is not installed: apt-get install python3-vtk9");

    public FactNeedingVtkAttribute() => Skip = _absence;
}
