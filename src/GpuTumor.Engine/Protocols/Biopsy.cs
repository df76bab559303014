using System.Globalization;
using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>A sample of living tumour cells, with their mutations counted.</summary>
/// <param name="Cells">Cells in the sample; fewer than wanted if the tumour has fewer.</param>
/// <param name="ByGenotype">How many of them have each of the 256 sets of mutations.</param>
public sealed record Biopsy(int Cells, IReadOnlyList<int> ByGenotype)
{
    /// <summary>The host cells found with them; null for a tissue without any.</summary>
    public ImmuneInfiltrate? Infiltrate { get; init; }

    /// <summary>The part of the sample that carries a mutation.</summary>
    public double FractionWith(Genotype mutation)
        => Cells == 0 ? 0 : ByGenotype.Where((_, genotype) => ((Genotype)genotype & mutation) != 0).Sum() / (double)Cells;

    /// <summary>Draws cells without replacement.</summary>
    public static Biopsy Of(ITissue tissue, Model model, Clock clock, int wanted)
    {
        ArgumentNullException.ThrowIfNull(tissue);
        ArgumentNullException.ThrowIfNull(model);
        long[] living = Living(tissue, model);
        long left = living.Sum();
        long all = left;
        int[] drawn = new int[256];
        int cells = (int)Math.Min(wanted, left);
        for (int i = 0; i < cells; i++, left--)
        {
            long draw = Chance.Below(left, model.Seed, RandomProcess.Biopsy, 0, clock.Step, (uint)i);
            int genotype = 0;
            while (draw >= living[genotype])
                draw -= living[genotype++];
            living[genotype]--;
            drawn[genotype]++;
        }

        return new Biopsy(cells, drawn) { Infiltrate = model.Host is null ? null : InfiltrateCount.Of(tissue, model, clock, cells, all) };
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        IEnumerable<string> found = Enum.GetValues<Genotype>()
            .Where(mutation => mutation != Genotype.None && FractionWith(mutation) > 0)
            .Select(mutation => string.Create(CultureInfo.InvariantCulture, $"{mutation} in {FractionWith(mutation) * 100:0.#} %"));
        string mutations = string.Join(", ", found);
        string immune = Infiltrate is { } host
            ? string.Create(CultureInfo.InvariantCulture, $", {host.TCells} T cells, {host.Suppressors} suppressors, hot index {host.HotIndex:0.##}")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Cells} cells, {(mutations.Length > 0 ? mutations : "no mutation")}{immune}");
    }

    private static long[] Living(ITissue tissue, Model model)
    {
        int kinds = IndexOf(tissue, "cell_kind");
        int genotypes = IndexOf(tissue, "genotype");
        byte[] kind = new byte[model.Grid.PlaneVoxels];
        byte[] genotype = new byte[model.Grid.PlaneVoxels];
        long[] living = new long[256];
        for (int z = 0; z < model.Grid.Nz; z++)
        {
            tissue.Read(kinds, z, kind);
            tissue.Read(genotypes, z, genotype);
            for (int i = 0; i < kind.Length; i++)
            {
                if ((CellKind)kind[i] == CellKind.Tumour)
                    living[genotype[i]]++;
            }
        }

        return living;
    }

    private static int IndexOf(ITissue tissue, string quantity)
    {
        for (int i = 0; i < tissue.Quantities.Count; i++)
        {
            if (tissue.Quantities[i].Name == quantity)
                return i;
        }

        throw new ArgumentException($"the tissue has no '{quantity}'", nameof(quantity));
    }
}
