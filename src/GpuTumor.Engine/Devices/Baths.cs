namespace GpuTumor.Engine;

/// <summary>The media that a tissue is bathed in, by field: c' = k·(c_bath − c) in every voxel.</summary>
public sealed class Baths : IStateful
{
    private float[] _perSecond;
    private float[] _levels;

    /// <summary>No bath for any of the fields.</summary>
    public Baths(int fields) => (_perSecond, _levels) = (new float[fields], new float[fields]);

    /// <summary>k of a field [1/s]; 0 without a bath.</summary>
    public float LossOf(int field) => _perSecond[field];

    /// <summary>k·c_bath of a field [field unit/s].</summary>
    public float GainOf(int field) => _perSecond[field] * _levels[field];

    /// <summary>Changes the medium.</summary>
    public void Set(int field, float perSecond, float level) => (_perSecond[field], _levels[field]) = (perSecond, level);

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        int fields = _levels.Length;
        archive.List(TissueArchive.BathRates, ref _perSecond);
        archive.List(TissueArchive.BathLevels, ref _levels);
        if (_perSecond.Length != fields || _levels.Length != fields)
            throw new StateException($"the baths have {_perSecond.Length} rates and {_levels.Length} levels, not {fields}");
    }
}
