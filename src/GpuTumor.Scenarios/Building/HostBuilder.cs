using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Scenarios;

/// <summary>Builds the host cells from keys that were checked.</summary>
internal static class HostBuilder
{
    public static HostTissue? Build(Section root, double stepHours)
    {
        if (!root.Has("host"))
            return null;
        Section host = root.Within("host");
        return new HostTissue
        {
            TCells = host.Has("t_cells") ? TCells(host.Within("t_cells"), stepHours) : null,
            Myeloid = host.Has("myeloid") ? Myeloid(host.Within("myeloid")) : null,
            Fibroblasts = host.Has("fibroblasts") ? Fibroblasts(host.Within("fibroblasts")) : null,
            DebrisClearance = Rate.PerDayOf(host.In("/d", "debris_clearance")),
        };
    }

    private static Hill Half(Section section, string unit, string key) => new((float)section.In(unit, key), 1f);

    private static HostWalk Walk(Section section)
        => new((float)section.In("um/min", "speed"), (float)section.Number("pull"), (float)section.In("nM", "pull_half"));

    private static TCellLaws TCells(Section cells, double stepHours) => new(
        Rate.PerDayOf(cells.In("/d", "entry")), (float)cells.Number("entry_basal"), Half(cells, "nM", "interferon_half"),
        (float)cells.In("nM", "suppression"), (float)cells.Number("matrix_barrier"), Walk(cells),
        Rate.PerDayOf(cells.In("/d", "killing")), (float)cells.Number("pdl1_protection"), (float)cells.Number("pdl1_basal"),
        (float)cells.Number("mesenchymal_factor"), Rate.PerDayOf(cells.In("/d", "exhaustion")),
        (float)cells.Number("exhaustion_spared"), Rate.PerDayOf(cells.In("/d", "death")),
        Rate.PerHourOf(cells.In("/h", "chemo_death")), Half(cells, "uM", "chemo_half"),
        (uint)Math.Clamp(Math.Round(cells.In("h", "secreting") / stepHours), 1, 255));

    private static MyeloidLaws Myeloid(Section cells) => new(
        Rate.PerDayOf(cells.In("/d", "entry")), Ccl2: Half(cells, "nM", "ccl2_half"), Damp: Half(cells, "", "damp_half"),
        Walk: Walk(cells), Death: Rate.Relaxing(cells.In("h", "life")), Maturing: (float)cells.Number("maturing"));

    private static FibroblastLaws Fibroblasts(Section cells) => new(
        (float)cells.Number("share"), Rate.PerDayOf(cells.In("/d", "activation")), Half(cells, "nM", "suppressor_half"),
        Rate.PerDayOf(cells.In("/d", "return")));
}
