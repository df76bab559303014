using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>What circulating cells are told apart by.</summary>
/// <param name="Lineage">Its clone.</param>
/// <param name="Founder">Founder of the lineage.</param>
/// <param name="Genotype">Mutations.</param>
/// <param name="Mode">Whether they are persisters.</param>
/// <param name="EmtBin">0 epithelial (below 0.3), 1 between, 2 mesenchymal (above 0.7).</param>
/// <param name="Size">Cells that go together: 1, or a cluster.</param>
public readonly record struct CirculatingKind(CloneName Lineage, int Founder, Genotype Genotype, CellMode Mode, int EmtBin, int Size)
{
    private static readonly double[] _middles = [0.15, 0.5, 0.85];

    /// <summary>The EMT bins by name, in their order.</summary>
    public static IReadOnlyList<string> EmtNames { get; } = ["epithelial", "hybrid", "mesenchymal"];

    /// <summary>The kind of a cell that goes with others or alone.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="clone">Its clone, by the name that holds everywhere.</param>
    /// <param name="size">Cells that go together.</param>
    public static CirculatingKind Of(in CellState cell, CloneName clone, int size) => new(
        clone, CellRecord.Founder(cell.Status), CellRecord.GenotypeOf(cell.Status), CellRecord.Mode(cell.Status),
        cell.Emt < 0.3 ? 0 : cell.Emt <= 0.7 ? 1 : 2, size);

    /// <summary>x: the middle of the EMT bin.</summary>
    public double Emt => _middles[EmtBin];

    /// <summary>q = 0.1 + 0.8·exp(−((x − ½)/0.2)²): stemness, highest between epithelial and mesenchymal [G].</summary>
    public double Stemness => 0.1 + (0.8 * Math.Exp(-Math.Pow((Emt - 0.5) / 0.2, 2)));
}
