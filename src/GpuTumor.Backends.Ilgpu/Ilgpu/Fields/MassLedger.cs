using GpuTumor.Engine;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The mass balance of one field since the start.</summary>
internal sealed class MassLedger
{
    private double _sources;
    private double _sinks;
    private double _clipped;
    private double _residual;

    /// <summary>The balance so far.</summary>
    public MassBalance Balance => new(_sources, _sinks, _clipped, _residual);

    /// <summary>Books one step.</summary>
    /// <param name="given">What sources gave.</param>
    /// <param name="taken">What losses took.</param>
    /// <param name="exchanged">Net inflow through each kind of exchange: pinned voxels, held faces.</param>
    /// <param name="clipped">What lifting undershoots added.</param>
    /// <param name="residual">What is left over.</param>
    public void Book(double given, double taken, (double Pinned, double Faces) exchanged, double clipped, double residual)
    {
        _sources += given + Math.Max(0.0, exchanged.Pinned) + Math.Max(0.0, exchanged.Faces);
        _sinks += taken + Math.Max(0.0, -exchanged.Pinned) + Math.Max(0.0, -exchanged.Faces);
        _clipped += clipped;
        _residual += residual;
    }
}
