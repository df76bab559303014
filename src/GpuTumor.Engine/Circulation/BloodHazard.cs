using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>How fast cells die in the blood: by shear and want of contact, and by the drugs in it.</summary>
internal static class BloodHazard
{
    /// <summary>The hazard of a kind [1/h].</summary>
    public static double PerHour(Model model, Bloodstream blood, CirculatingClass one, Plasma plasma)
    {
        double resistance = Math.Max(one.Kind.EmtBin == 0 ? 0 : one.Kind.Emt, RestingAkt(model, one));
        double shear = blood.DeathPerHour * (1 - (blood.AnoikisResistance * resistance));
        return (one.Kind.Size > 1 ? shear / blood.ClusterProtection : shear) + ByDrug(model, one, plasma);
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
