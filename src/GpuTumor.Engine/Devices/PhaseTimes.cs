namespace GpuTumor.Engine;

/// <summary>Wall time by phase of the step [s].</summary>
/// <param name="Exchange">Gathering sources and sinks.</param>
/// <param name="Fields">Solving the fields.</param>
/// <param name="Cells">Sensing, signalling and deciding.</param>
/// <param name="Lattice">Division, clearance and moves.</param>
public readonly record struct PhaseTimes(double Exchange, double Fields, double Cells, double Lattice)
{
    /// <summary>All phases.</summary>
    public double Total => Exchange + Fields + Cells + Lattice;
}
