using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Factors on what cells of each kind secrete of one field, by voxel; null for 1.</summary>
internal readonly unsafe struct SecretionFactors(TumourCoupling tumour, float* tCell, float* myeloid, float* caf)
{
    private readonly TumourCoupling _tumour = tumour;
    private readonly float* _tCell = tCell;
    private readonly float* _myeloid = myeloid;
    private readonly float* _caf = caf;

    /// <summary>The factor of a living tumour cell.</summary>
    public float OfTumour(uint status, int voxel) => _tumour.Factor(status, voxel);

    /// <summary>The factors of eight living tumour cells side by side.</summary>
    public Octet OfTumours(OctetWord status, int voxel) => _tumour.Factors(status, voxel);

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
