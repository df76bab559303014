namespace GpuTumor.Kernels;

/// <summary>The words of a cell that a step changes, as <see cref="CellRecord"/> packs them.</summary>
/// <typeparam name="TWord">The lane of words.</typeparam>
public struct CellWords<TWord>
    where TWord : struct
{
    /// <summary>Kind, phase, mode, genotype, age, founder and flags.</summary>
    public TWord Status;

    /// <summary>FRA1, secretome, EMT and memory.</summary>
    public TWord Signals;

    /// <summary>P-glycoprotein, damage, chemo A and B.</summary>
    public TWord Exposure;
}
