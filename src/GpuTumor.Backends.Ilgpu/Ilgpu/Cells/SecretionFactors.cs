using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Factors on what cells of each kind secrete of one field, by voxel; empty for 1.</summary>
internal readonly struct SecretionFactors(TumourCoupling tumour, ArrayView<float> tCell, ArrayView<float> myeloid, ArrayView<float> caf)
{
    private readonly TumourCoupling _tumour = tumour;
    private readonly ArrayView<float> _tCell = tCell;
    private readonly ArrayView<float> _myeloid = myeloid;
    private readonly ArrayView<float> _caf = caf;

    /// <summary>The factor of a living tumour cell.</summary>
    public float OfTumour(uint status, long voxel) => _tumour.Factor(status, voxel);

    /// <summary>The factor of a host cell.</summary>
    public float Of(HostKind kind, long voxel)
        => kind == HostKind.TCell ? At(_tCell, voxel)
            : kind == HostKind.Mdsc || kind == HostKind.Tam ? At(_myeloid, voxel)
            : kind == HostKind.Caf ? At(_caf, voxel)
            : 1f;

    private static float At(ArrayView<float> factors, long voxel) => factors.Length > 0 ? factors[voxel] : 1f;
}
