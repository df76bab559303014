using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>One of the first cells of a tissue: its words as its founder, and its own chance, make them.</summary>
/// <remarks>Phases are those of cells that grow steadily; a share of the cells are persisters from the start, and a share of a founder's may be senescent.</remarks>
/// <param name="Status">Its status.</param>
/// <param name="Signals">Its signals.</param>
/// <param name="Exposure">Its exposure.</param>
public readonly record struct FirstCell(uint Status, uint Signals, uint Exposure)
{
    /// <summary>The cell of a founder at a voxel.</summary>
    public static FirstCell Of(Model model, int founder, long voxel)
    {
        ArgumentNullException.ThrowIfNull(model);
        TumourCell laws = model.TumourCell;
        Founder clone = model.Founders[founder];
        bool rests = clone.Senescent > 0 && Uniform(model.Seed, voxel, 2) < clone.Senescent;
        CellPhase phase = rests ? CellPhase.Senescent : laws.Cycle.Founding(Uniform(model.Seed, voxel, 0));
        bool persists = laws.Has(CellProcesses.Persistence) && Uniform(model.Seed, voxel, 1) < laws.Persistence.Founding;
        uint efflux = clone.Genotype.HasFlag(Genotype.PgpAmplified) ? 255u : 0u;
        return new FirstCell(
            CellRecord.Founding(founder, clone.Genotype, clone.Fra1Knockdown, phase, persists ? CellMode.Persister : CellMode.Normal),
            clone.Signals,
            efflux << CellRecord.EffluxShift);
    }

    private static double Uniform(ulong seed, long voxel, uint draw)
        => Philox.Word(seed, RandomProcess.FirstState, (uint)voxel, 0, draw) / 4294967296.0;
}
