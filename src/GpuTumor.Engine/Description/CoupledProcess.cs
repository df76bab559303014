namespace GpuTumor.Engine;

/// <summary>What of a cell a field may bear on.</summary>
public enum CoupledProcess
{
    /// <summary>The rate of division, by a factor.</summary>
    Division,

    /// <summary>Death, by a rate that is added.</summary>
    Death,

    /// <summary>The speed of migration, by a factor.</summary>
    Migration,

    /// <summary>What it secretes, by a factor.</summary>
    Secretion,
}
