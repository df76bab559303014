namespace GpuTumor.Engine;

/// <summary>The mass balance of one field since the start.</summary>
public sealed class MassLedger : IStateful
{
    private double _sources;
    private double _sinks;
    private double _clipped;
    private double _residual;

    /// <summary>The balance so far.</summary>
    public MassBalance Balance => new(_sources, _sinks, _clipped, _residual);

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        archive.Value("sources", ref _sources);
        archive.Value("sinks", ref _sinks);
        archive.Value("clipped", ref _clipped);
        archive.Value("residual", ref _residual);
    }

    /// <summary>Books one step.</summary>
    /// <param name="given">What sources gave.</param>
    /// <param name="taken">What losses took.</param>
    /// <param name="fromPinned">Net inflow from pinned voxels.</param>
    /// <param name="fromFaces">Net inflow through each face.</param>
    /// <param name="clipped">What lifting undershoots added.</param>
    /// <param name="residual">What is left over.</param>
    public void Book(double given, double taken, double fromPinned, FaceAmounts fromFaces, double clipped, double residual)
    {
        _sources += given + Math.Max(0.0, fromPinned) + fromFaces.Positive;
        _sinks += taken + Math.Max(0.0, -fromPinned) + (-1.0 * fromFaces).Positive;
        _clipped += clipped;
        _residual += residual;
    }
}
