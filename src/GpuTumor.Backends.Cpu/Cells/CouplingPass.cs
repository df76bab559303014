using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Puts what a field does to a rate into a map of factors or of rates, a register of voxels at a time.</summary>
internal abstract unsafe class CouplingPass
{
    /// <summary>The pass for a lane width.</summary>
    public static CouplingPass For(LaneWidth lanes) => lanes switch
    {
        LaneWidth.Hexadec => new CouplingPass<Hexadec, HexadecWord>(),
        LaneWidth.Octet => new CouplingPass<Octet, OctetWord>(),
        _ => new CouplingPass<Scalar, ScalarWord>(),
    };

    /// <summary>Multiplies factors by those of a field.</summary>
    public abstract void Multiply(in FieldCoupling law, float* field, float* factors, long voxels);

    /// <summary>Adds the rates of a field to others.</summary>
    public abstract void Add(in FieldCoupling law, float* field, float* rates, long voxels);
}

/// <summary>The pass in lanes of one width; what is left over goes one by one, with the same bits.</summary>
internal sealed unsafe class CouplingPass<TLane, TWord> : CouplingPass
    where TLane : unmanaged, ILane<TLane, TWord>
    where TWord : unmanaged, IWord<TWord>
{
    private static readonly int _lanes = sizeof(TLane) / sizeof(float);

    public override void Multiply(in FieldCoupling law, float* field, float* factors, long voxels)
    {
        long voxel = 0;
        for (; voxel + _lanes <= voxels; voxel += _lanes)
            *(TLane*)(factors + voxel) *= law.Factor<TLane, TWord>(*(TLane*)(field + voxel));
        for (; voxel < voxels; voxel++)
            factors[voxel] *= law.Factor<Scalar, ScalarWord>(new Scalar(field[voxel])).Value;
    }

    public override void Add(in FieldCoupling law, float* field, float* rates, long voxels)
    {
        long voxel = 0;
        for (; voxel + _lanes <= voxels; voxel += _lanes)
            *(TLane*)(rates + voxel) = law.Add<TLane, TWord>(*(TLane*)(field + voxel), *(TLane*)(rates + voxel));
        for (; voxel < voxels; voxel++)
            rates[voxel] = law.Add<Scalar, ScalarWord>(new Scalar(field[voxel]), new Scalar(rates[voxel])).Value;
    }
}
