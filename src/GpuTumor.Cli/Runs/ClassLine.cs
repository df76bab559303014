using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>A class of circulating cells in numbers of cells.</summary>
/// <param name="Founder">Founder of the lineage.</param>
/// <param name="Emt">Epithelial, hybrid or mesenchymal.</param>
/// <param name="ClusterSize">Cells that go together, 1 for single cells.</param>
/// <param name="Entered">Shed into the blood or injected, since the start.</param>
/// <param name="Died">In the blood, since the start.</param>
/// <param name="Circulating">In the blood now.</param>
internal sealed record ClassLine(string Founder, string Emt, int ClusterSize, long Entered, long Died, long Circulating)
{
    /// <summary>Looks at the circulation.</summary>
    public static IReadOnlyList<ClassLine> Of(Patient patient, IReadOnlyList<CirculatingClass> classes) =>
    [
        .. classes
            .GroupBy(one => (one.Kind.Founder, one.Kind.EmtBin, one.Kind.Size))
            .OrderBy(group => group.Key)
            .Select(group => new ClassLine(
                patient.Model.Founders[group.Key.Founder].Name,
                CirculatingKind.EmtNames[group.Key.EmtBin],
                group.Key.Size,
                group.Sum(one => one.Entered),
                group.Sum(one => one.Died),
                group.Sum(one => one.Circulating))),
    ];
}
