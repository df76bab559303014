using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Cytotoxic T cells: they leave vessels, follow interferon, kill what they touch, and tire.</summary>
/// <remarks>
/// Entry per vessel voxel J = J₀·w·(0.1 + h(IFNγ, 0.5))/(1 + F9/0.5)·(1 − 0.7ρ); J₀ = 0.5/d gives some 50 cells/mm² of section without
/// and 500 with interferon, vessels 100 µm apart [G]. Killing 6/d per T cell in contact (2–16 [V] Halle 2016; solid tumours
/// 1–4) ×(1 − ex)/(1 + F9/0.5)·(1 − 0.8·PDL1·(1 − B)), none of a cell that lost antigen presentation, 0.7 of one with x &gt; 0.5;
/// PDL1 = basal + (1 − basal)·h(IFNγ, 0.5) [G]; B, the checkpoint's block. Exhaustion 0.15/d in contact ×(1 − 0.7B) [G]. Death 0.1/d
/// [G], and by chemotherapy. F9 is the suppressor. Invariants: 0 ≤ ex ≤ 1; entered = alive + died.
/// </remarks>
/// <param name="Entry">J₀, per vessel voxel at full perfusion.</param>
/// <param name="EntryBasal">Part of the entry that needs no interferon.</param>
/// <param name="Interferon">Response to interferon [nM].</param>
/// <param name="Suppression">Suppressor that halves entry and killing [nM].</param>
/// <param name="MatrixBarrier">Part of the entry that full matrix keeps out.</param>
/// <param name="Walk">How they wander; along interferon.</param>
/// <param name="Killing">Of what it touches, by a fresh T cell.</param>
/// <param name="Pdl1Protection">Part of the killing that full PD-L1 takes away.</param>
/// <param name="Pdl1Basal">PD-L1 without interferon, 0–1.</param>
/// <param name="MesenchymalFactor">Factor on the killing of a cell with x &gt; 0.5.</param>
/// <param name="Exhaustion">Gain of exhaustion in contact.</param>
/// <param name="ExhaustionSpared">Part of it that a full block of the checkpoint spares.</param>
/// <param name="Death">Always.</param>
/// <param name="ChemoDeath">The most that chemotherapy adds.</param>
/// <param name="Chemo">Response to chemotherapy A [µM].</param>
/// <param name="SecretingSteps">Steps for which it secretes after a kill.</param>
public readonly record struct TCellLaws(
    Rate Entry, float EntryBasal, Hill Interferon, float Suppression, float MatrixBarrier, HostWalk Walk,
    Rate Killing, float Pdl1Protection, float Pdl1Basal, float MesenchymalFactor, Rate Exhaustion, float ExhaustionSpared,
    Rate Death, Rate ChemoDeath, Hill Chemo, uint SecretingSteps)
{
    /// <summary>The specification's values for steps of a length [h].</summary>
    public static TCellLaws Default(double stepHours) => new(
        Rate.PerDayOf(0.5), 0.1f, new Hill(0.5f, 1f), 0.5f, 0.7f, new HostWalk(5f, 2f, 0.5f),
        Rate.PerDayOf(6), 0.8f, 0.2f, 0.7f, Rate.PerDayOf(0.15), 0.7f,
        Rate.PerDayOf(0.1), Rate.PerHourOf(0.05), new Hill(0.1f, 1f), (uint)Math.Clamp(Math.Round(6 / stepHours), 1, 255));

    /// <summary>Entry through a vessel voxel at full perfusion [1/h].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar EntryPerHour(in HostSurroundings here)
    {
        Scalar called = Interferon.Of<Scalar, ScalarWord>(new Scalar(here.Interferon)) + new Scalar(EntryBasal);
        Scalar open = Scalar.Fma(new Scalar(-MatrixBarrier), new Scalar(here.Matrix), new Scalar(1f));
        return new Scalar(Entry.PerHour) * called * open / Suppressed(in here);
    }

    /// <summary>Killing of a target [1/h].</summary>
    /// <param name="here">What the T cell senses.</param>
    /// <param name="exhaustion">Its exhaustion, 255 = 1.</param>
    /// <param name="block">B, how far the checkpoint is blocked, 0–1.</param>
    /// <param name="status">The target's status.</param>
    /// <param name="emt">x, how mesenchymal the target is, 0–1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar KillingPerHour(in HostSurroundings here, uint exhaustion, float block, uint status, float emt)
    {
        if ((CellRecord.GenotypeOf(status) & Genotype.ImmuneEvasion) != 0)
            return new Scalar(0f);
        Scalar response = Interferon.Of<Scalar, ScalarWord>(new Scalar(here.Interferon));
        Scalar pdl1 = Scalar.Fma(new Scalar(1f - Pdl1Basal), response, new Scalar(Pdl1Basal));
        Scalar free = Scalar.Fma(new Scalar(-Pdl1Protection) * pdl1, new Scalar(1f - block), new Scalar(1f));
        Scalar fresh = new Scalar((int)(255u - exhaustion) * (1f / 255f));
        Scalar mesenchymal = new Scalar(emt > 0.5f ? MesenchymalFactor : 1f);
        return new Scalar(Killing.PerHour) * fresh * free * mesenchymal / Suppressed(in here);
    }

    /// <summary>Death [1/h].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar DeathPerHour(in HostSurroundings here)
        => Scalar.Fma(new Scalar(ChemoDeath.PerHour), Chemo.Of<Scalar, ScalarWord>(new Scalar(here.Chemo)), new Scalar(Death.PerHour));

    /// <summary>Exhaustion a step later, 255 = 1, rounded at random so that small gains are kept on average.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Exhausted(uint exhaustion, float block, float stepHours, uint draw)
    {
        float spared = MathF.FusedMultiplyAdd(-ExhaustionSpared, block, 1f);
        float start = MathF.FusedMultiplyAdd(255f * Exhaustion.PerHour * stepHours, spared, (int)exhaustion);
        var after = (uint)(int)MathF.FusedMultiplyAdd((int)(draw >> 8), 1f / 16777216f, start);
        return after > 255u ? 255u : after;
    }

    private Scalar Suppressed(in HostSurroundings here)
        => new Scalar(1f) + (new Scalar(here.Suppressor) / new Scalar(Suppression));
}
