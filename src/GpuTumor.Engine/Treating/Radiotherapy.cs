using System.Runtime.InteropServices;
using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>Fractions of radiation: each kills cells at once, fewer where oxygen is low.</summary>
/// <remarks>
/// Survival S = exp(−α·D·m − β·(D·m)²), m = (R·p + K)/(p + K)/R of the oxygen tension p: 1 in plenty, 1/R without; α 0.3 /Gy,
/// β 0.03 /Gy², R = 3, K = 3 mmHg [M]. The killed become apoptotic bodies.
/// </remarks>
/// <param name="Site">Where: <c>primary</c>, or a distant site.</param>
/// <param name="Steps">The steps before which fractions are given.</param>
/// <param name="Gray">D of each fraction [Gy].</param>
/// <param name="Alpha">α [1/Gy].</param>
/// <param name="Beta">β [1/Gy²].</param>
/// <param name="OxygenEnhancement">R.</param>
public sealed record Radiotherapy(
    string Site, IReadOnlyList<long> Steps, double Gray, double Alpha, double Beta, double OxygenEnhancement) : ITreatment
{
    private const double HalfEnhancement = 3;

    /// <inheritdoc/>
    public string Name => "radiotherapy";

    /// <inheritdoc/>
    public Schedule When { get; } = Schedule.At(Steps);

    /// <summary>The part of cells that survives a fraction at an oxygen tension [mmHg].</summary>
    public double Survival(double oxygen)
    {
        double dose = Gray * ((OxygenEnhancement * oxygen) + HalfEnhancement) / (oxygen + HalfEnhancement) / OxygenEnhancement;
        return Math.Exp(-(Alpha * dose) - (Beta * dose * dose));
    }

    /// <inheritdoc/>
    public void Apply(Patient patient, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(patient);
        if (patient.LatticeOf(Site) is not { } lattice)
        {
            patient.Ward.Record(clock, Name, $"{Site}: nothing to irradiate", "planned");
            return;
        }

        (ITissue tissue, Model model) = lattice;
        float[] oxygen = Oxygen(tissue, model);
        int[] living = [.. CellMap.Of(tissue, model.Grid).Living()];
        byte[] waiting = CellMap.Read(tissue, model.Grid, "excess");
        int[] killed =
        [
            .. living.Where(voxel => Dies(oxygen[voxel], (ulong)voxel, model.Seed, clock)),
            .. Enumerable.Range(0, waiting.Length)
                .Where(voxel => waiting[voxel] != 0 && Dies(oxygen[voxel], (uint)voxel | (1ul << 32), model.Seed, clock))
                .Select(voxel => ~voxel),
        ];
        ((ICellTraffic)tissue).Kill(killed);
        patient.Ward.Record(
            clock, Name, FormattableString.Invariant($"{Site}: {Gray:0.##} Gy killed {killed.Length} of {living.Length} cells"), "planned");
    }

    private bool Dies(double oxygen, ulong place, ulong seed, Clock clock)
        => Chance.Uniform(seed, RandomProcess.Radiation, place, clock.Step, 0) >= Survival(oxygen);

    private static float[] Oxygen(ITissue tissue, Model model)
    {
        float[] oxygen = new float[model.Grid.Voxels];
        int field = model.FieldIndex(FieldRole.Oxygen);
        if (field < 0)
            Array.Fill(oxygen, CellStep.OxygenWithoutField);
        else
            tissue.Read(field, 0, MemoryMarshal.AsBytes(oxygen.AsSpan()));
        return oxygen;
    }
}
