using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Puts what one field does to a rate into a map of factors, or of rates that are added.</summary>
internal readonly struct CoupleWork(ConcentrationView field, FieldCoupling law, byte adds, ArrayView<float> map) : IItemWork
{
    private readonly ConcentrationView _field = field;
    private readonly FieldCoupling _law = law;
    private readonly byte _adds = adds;
    private readonly ArrayView<float> _map = map;

    public void At(long item)
    {
        Scalar concentration = new(_field[item]);
        _map[item] = _adds != 0
            ? _law.Add<Scalar, ScalarWord>(concentration, new Scalar(_map[item])).Value
            : _map[item] * _law.Factor<Scalar, ScalarWord>(concentration).Value;
    }
}
