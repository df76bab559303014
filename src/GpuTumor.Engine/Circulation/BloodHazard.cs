namespace GpuTumor.Engine;

/// <summary>How fast cells of a kind die in the blood.</summary>
/// <param name="Shear">By shear [1/h].</param>
/// <param name="Anoikis">For want of contact [1/h].</param>
/// <param name="Drugs">By drugs [1/h].</param>
internal readonly record struct BloodHazard(double Shear, double Anoikis, double Drugs)
{
    /// <summary>By all together [1/h].</summary>
    public double PerHour => Shear + Anoikis + Drugs;
}
