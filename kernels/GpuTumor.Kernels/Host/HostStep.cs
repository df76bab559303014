using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>One step of a host cell: it dies, changes its kind, or goes on.</summary>
/// <remarks>Draws of ageing: word 0 the event, word 1 what becomes of it. Draws of entry: word 0 a T cell, word 1 a myeloid cell.</remarks>
public static class HostStep
{
    /// <summary>The host cell a step later; 0 if it died.</summary>
    /// <param name="laws">The laws.</param>
    /// <param name="here">What it senses.</param>
    /// <param name="debris">Debris in its voxel, 255 = 1.</param>
    /// <param name="killed">Whether it killed a tumour cell in this step.</param>
    /// <param name="quiet">How far fibroblasts are kept quiet, 0–1.</param>
    /// <param name="stepHours">Length of the step [h].</param>
    /// <param name="draws">Random words.</param>
    /// <param name="state">The cell.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Advance(
        in HostLaws laws, in HostSurroundings here, uint debris, bool killed, float quiet, float stepHours, RandomWords draws,
        uint state)
    {
        HostKind kind = HostRecord.Kind(state);
        if (kind == HostKind.TCell)
        {
            uint left = HostRecord.Secreting(state);
            left = killed ? laws.TCells.SecretingSteps : left == 0u ? 0u : left - 1u;
            return Happens(laws.TCells.DeathPerHour(in here) + new Scalar(here.AddedDeath), stepHours, draws.First) ? 0u : HostRecord.WithSecreting(state, left);
        }

        if (kind is HostKind.Mdsc or HostKind.Tam)
        {
            bool matures = kind == HostKind.Mdsc && (draws.Second >> 8) < laws.Myeloid.Maturing * 16777216f;
            return !Happens(new Scalar(laws.Myeloid.Death.PerHour + here.AddedDeath), stepHours, draws.First) ? state
                : matures ? (uint)HostKind.Tam
                : 0u;
        }

        Scalar change = kind == HostKind.Fibroblast
            ? laws.Fibroblasts.ActivationPerHour(in here, debris) * new Scalar(1f - quiet)
            : new Scalar(laws.Fibroblasts.Return.PerHour);
        return !Happens(change, stepHours, draws.First) ? state
            : kind == HostKind.Fibroblast ? (uint)HostKind.Caf
            : (uint)HostKind.Fibroblast;
    }

    /// <summary>The host cell that enters through a vessel's voxel within a step; 0 for none.</summary>
    /// <param name="laws">The laws.</param>
    /// <param name="here">What is sensed there.</param>
    /// <param name="perfusion">Perfusion of the vessel, 255 = full.</param>
    /// <param name="inhibited">How far CCR2 is inhibited, 0–1.</param>
    /// <param name="stepHours">Length of the step [h].</param>
    /// <param name="draws">Random words.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Entering(
        in HostLaws laws, in HostSurroundings here, byte perfusion, float inhibited, float stepHours, RandomWords draws)
    {
        Scalar blood = new((int)perfusion * (1f / 255f));
        if (laws.TCells.Entry.PerHour > 0f && Happens(blood * laws.TCells.EntryPerHour(in here), stepHours, draws.First))
            return (uint)HostKind.TCell;
        bool myeloid = laws.Myeloid.Entry.PerHour > 0f
            && Happens(blood * laws.Myeloid.EntryPerHour(in here, inhibited), stepHours, draws.Second);
        return myeloid ? (uint)HostKind.Mdsc : 0u;
    }

    private static bool Happens(Scalar perHour, float stepHours, uint draw)
        => CellStep.Happens<Scalar, ScalarWord>(perHour, stepHours, new ScalarWord(draw)).Value != 0u;
}
