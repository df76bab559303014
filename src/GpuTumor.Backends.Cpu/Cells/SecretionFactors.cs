using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Factors on what cells of each kind secrete of one field, by voxel; null for 1.</summary>
internal readonly unsafe struct SecretionFactors(float* tumour, float* tCell, float* myeloid, float* caf)
{
    private readonly float* _tCell = tCell;
    private readonly float* _myeloid = myeloid;
    private readonly float* _caf = caf;

    /// <summary>Of living tumour cells.</summary>
    public float* Tumour { get; } = tumour;

    /// <summary>The factor of a host cell.</summary>
    public float Of(HostKind kind, int voxel)
    {
        float* factors = kind switch
        {
            HostKind.TCell => _tCell,
            HostKind.Mdsc or HostKind.Tam => _myeloid,
            HostKind.Caf => _caf,
            _ => null,
        };
        return factors is null ? 1f : factors[voxel];
    }
}
