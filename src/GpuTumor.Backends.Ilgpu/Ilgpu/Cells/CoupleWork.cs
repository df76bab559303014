using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What one field does to a rate, in a map of factors or of rates that are added.</summary>
/// <param name="field">The field.</param>
/// <param name="law">What it does.</param>
/// <param name="adds">1 if it adds to a rate, 0 if it multiplies it.</param>
/// <param name="map">The map.</param>
internal readonly struct CoupledRate(ConcentrationView field, FieldCoupling law, byte adds, ArrayView<float> map)
{
    private readonly ConcentrationView _field = field;
    private readonly FieldCoupling _law = law;
    private readonly byte _adds = adds;
    private readonly ArrayView<float> _map = map;

    /// <summary>Puts it into the map.</summary>
    public void Enter(long voxel)
    {
        Scalar concentration = new(_field[voxel]);
        _map[voxel] = _adds != 0
            ? _law.Add<Scalar, ScalarWord>(concentration, new Scalar(_map[voxel])).Value
            : _map[voxel] * _law.Factor<Scalar, ScalarWord>(concentration).Value;
    }
}

/// <summary>Puts what a field does to host cells into their map: they may be anywhere.</summary>
internal readonly struct CoupleWork(CoupledRate rate) : IItemWork
{
    private readonly CoupledRate _rate = rate;

    public void At(long item) => _rate.Enter(item);
}

/// <summary>The same for tumour cells, in the region in which they are.</summary>
internal readonly struct CoupleTumourWork(int row, int plane, CoupledRate rate) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly CoupledRate _rate = rate;

    public void At(int x, int y, int z) => _rate.Enter((z * _plane) + (y * _row) + x);
}

/// <summary>Begins a map of tumour cells, in the region in which they are.</summary>
internal readonly struct FillTumourWork(int row, int plane, ArrayView<float> map, float value) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ArrayView<float> _map = map;
    private readonly float _value = value;

    public void At(int x, int y, int z) => _map[(z * _plane) + (y * _row) + x] = _value;
}
