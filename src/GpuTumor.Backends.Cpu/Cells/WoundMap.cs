using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>Where the tissue is wounded and how fresh the wound is: 1 at first, falling with the time constant of healing.</summary>
/// <remarks>w' = −w/τ, τ = 10 d [G]; a new wound makes w = 1. Four bytes a voxel from the first wound on, none before.</remarks>
internal sealed unsafe class WoundMap : IStateful, IDisposable
{
    private readonly Grid _grid;
    private readonly Workers _workers;
    private readonly Action<int> _heal;
    private readonly float _kept;
    private NativeArray<float>? _freshness;

    public WoundMap(Model model, Workers workers)
    {
        (_grid, _workers) = (model.Grid, workers);
        _kept = (float)Math.Exp(-model.WoundHealing.PerHour * model.StepHours);
        _heal = Heal;
    }

    /// <summary>Whether the tissue was ever wounded.</summary>
    public bool IsWounded => _freshness is not null;

    public long AllocatedBytes => 4 * (_freshness?.Length ?? 0);

    /// <summary>How fresh the wound of a voxel is, 0–1. Only of a wounded tissue.</summary>
    public float Freshness(long voxel) => _freshness![voxel];

    /// <summary>Wounds a part of the tissue.</summary>
    public void Wound(Ball region)
    {
        _freshness ??= new NativeArray<float>(_grid.Voxels);
        for (int z = 0; z < _grid.Nz; z++)
        {
            for (int y = 0; y < _grid.Ny; y++)
            {
                for (int x = 0; x < _grid.Nx; x++)
                {
                    if (region.Holds(_grid, x, y, z))
                        _freshness[_grid.Index(x, y, z)] = 1f;
                }
            }
        }
    }

    /// <summary>Wounds single voxels.</summary>
    public void Wound(ReadOnlySpan<int> voxels)
    {
        _freshness ??= new NativeArray<float>(_grid.Voxels);
        foreach (int voxel in voxels)
            _freshness[voxel] = 1f;
    }

    /// <summary>Adds what the wound of a plane secretes.</summary>
    /// <param name="z">The plane.</param>
    /// <param name="secretion">Of a voxel of a fresh wound [field unit/s].</param>
    /// <param name="gain">Gain, of the whole box.</param>
    public void Secrete(int z, float secretion, float* gain)
    {
        long first = z * _grid.PlaneVoxels;
        for (long voxel = first; voxel < first + _grid.PlaneVoxels; voxel++)
            gain[voxel] = MathF.FusedMultiplyAdd(secretion, _freshness![voxel], gain[voxel]);
    }

    /// <summary>The wound heals by one step.</summary>
    public void Advance()
    {
        if (_freshness is not null)
            _workers.Run(_heal, _grid.Voxels / 8);
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        // Files hold numbers: 1 for a wound.
        byte wounded = IsWounded ? (byte)1 : (byte)0;
        archive.Value(TissueArchive.Wounded, ref wounded);
        if (wounded == 0)
        {
            Dispose();
            _freshness = null;
            return;
        }

        NativeArray<float> freshness = _freshness ??= new NativeArray<float>(_grid.Voxels);
        archive.Voxels<float>(
            TissueArchive.Wound, _grid,
            (z, values) => freshness.Slice((long)z * values.Length, values.Length).CopyTo(values),
            (z, values) => values.CopyTo(freshness.Slice((long)z * values.Length, values.Length)));
    }

    public void Dispose() => _freshness?.Dispose();

    private void Heal(int member)
    {
        (int start, int end) = _workers.Share(_grid.Nz, member);
        for (long voxel = start * _grid.PlaneVoxels; voxel < end * _grid.PlaneVoxels; voxel++)
            _freshness![voxel] *= _kept;
    }
}
