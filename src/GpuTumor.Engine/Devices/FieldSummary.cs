namespace GpuTumor.Engine;

/// <summary>A field in numbers.</summary>
/// <param name="Minimum">Over the box.</param>
/// <param name="Mean">Over the box.</param>
/// <param name="Maximum">Over the box.</param>
/// <param name="MeanAtCells">Over living tumour cells; NaN without cells.</param>
/// <param name="Balance">What came and went since the start.</param>
public readonly record struct FieldSummary(
    double Minimum, double Mean, double Maximum, double MeanAtCells, MassBalance Balance);

/// <summary>Amounts since the start [field unit · voxels].</summary>
/// <param name="Sources">Secreted, or given by vessels and faces.</param>
/// <param name="Sinks">Taken up, decayed, or carried away.</param>
/// <param name="Clipped">Added by lifting undershoots to zero.</param>
/// <param name="Residual">Change − (sources − sinks + clipped): what the scheme lost or invented.</param>
public readonly record struct MassBalance(double Sources, double Sinks, double Clipped, double Residual)
{
    /// <summary>Whether all amounts are finite: whatever becomes infinite in a field, or no number, shows in what is left over.</summary>
    public bool IsFinite => double.IsFinite(Sources) && double.IsFinite(Sinks) && double.IsFinite(Clipped) && double.IsFinite(Residual);

    /// <summary>The residual relative to what was turned over.</summary>
    public double RelativeResidual => Math.Abs(Residual) / Math.Max(Sources + Sinks, 1e-30);
}
