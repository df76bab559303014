using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>How fast cells die in the blood: by shear and want of contact, and by the drugs in it.</summary>
/// <remarks>
/// (ln 2 / 1 h)·(1 − 0.8·max(x, A)), a third of it in clusters: the part that no resistance takes away, a fifth, counts as shear, the
/// rest as anoikis.
/// </remarks>
/// <param name="Shear">By shear [1/h].</param>
/// <param name="Anoikis">For want of contact [1/h].</param>
/// <param name="Drugs">By drugs [1/h].</param>
internal readonly record struct BloodHazard(double Shear, double Anoikis, double Drugs)
{
    /// <summary>By all together [1/h].</summary>
    public double PerHour => Shear + Anoikis + Drugs;

    /// <summary>The hazard of a kind.</summary>
    public static BloodHazard Of(Model model, Bloodstream blood, CirculatingClass one, Plasma plasma)
    {
        double resistance = Math.Max(one.Kind.EmtBin == 0 ? 0 : one.Kind.Emt, RestingAkt(model, one));
        double felt = one.Kind.Size > 1 ? blood.DeathPerHour / blood.ClusterProtection : blood.DeathPerHour;
        double anoikis = felt * blood.AnoikisResistance;
        return new BloodHazard(felt - anoikis, anoikis * (1 - resistance), ByDrug(model, one, plasma));
    }

    /// <summary>AKT of a cell far from growth factors, 0–1.</summary>
    public static double RestingAkt(Model model, CirculatingClass one)
    {
        AktSignalling akt = model.TumourCell.Akt;
        return Math.Min(1, akt.Basal + ((one.Kind.Genotype & Genotype.Pi3k) != 0 ? akt.FromPi3kMutation : 0));
    }

    // The targeted drug's part of apoptosis, at the level in plasma: k·h(1 − E)·(1 − protection·A).
    private static double ByDrug(Model model, CirculatingClass one, Plasma plasma)
    {
        int field = model.FieldIndex(FieldRole.TargetedDrug);
        if (field < 0 || model.Fields[field].Vessels.Drug is not { } drug)
            return 0;
        TumourCell laws = model.TumourCell;
        double half = (one.Kind.Genotype & Genotype.Target) != 0 ? laws.Drug.ResistantHalfMaximum : laws.Drug.HalfMaximum;
        double inhibition = Response(plasma.LevelOf(drug), half, laws.Drug.Exponent);
        double kept = Math.Max((one.Kind.Genotype & Genotype.Bypass) != 0 ? laws.Erk.Bypass : 0, laws.Erk.Floor);
        double lost = inhibition * (1 - kept);
        return laws.Apoptosis.Targeted.PerHour
            * Response(lost, laws.Apoptosis.FromLostErk.HalfMaximum, laws.Apoptosis.FromLostErk.Exponent)
            * (1 - (laws.Apoptosis.AktProtection * RestingAkt(model, one)));
    }

    private static double Response(double level, double half, double exponent)
        => level <= 0 ? 0 : 1 / (1 + Math.Pow(half / level, exponent));
}
