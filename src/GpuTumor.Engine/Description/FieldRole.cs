namespace GpuTumor.Engine;

/// <summary>What a field means to the cells.</summary>
public enum FieldRole
{
    /// <summary>Nothing: the field only diffuses, is secreted and taken up.</summary>
    None,

    /// <summary>Oxygen tension [mmHg].</summary>
    Oxygen,

    /// <summary>The targeted (MAPK-pathway) drug, 1 = its plasma level at steady state.</summary>
    TargetedDrug,

    /// <summary>The PI3K/AKT inhibitor, 1 = its plasma level at steady state.</summary>
    AktInhibitor,

    /// <summary>Hepatocyte growth factor [nM].</summary>
    Hgf,

    /// <summary>Insulin-like growth factor 1 [nM].</summary>
    Igf1,

    /// <summary>The homing chemokine [nM].</summary>
    Chemokine,

    /// <summary>The next-generation targeted drug, against an altered target; 1 = its plasma level at steady state.</summary>
    NextDrug,

    /// <summary>Chemotherapy that harms cells in S phase most (doxorubicin-like) [µM].</summary>
    ChemoA,

    /// <summary>Chemotherapy that harms cells in mitosis most (taxane-like) [µM].</summary>
    ChemoB,

    /// <summary>CCL2, which calls myeloid cells [nM].</summary>
    Ccl2,

    /// <summary>The suppressor: TGF-β, IL-10, PGE2 in one [nM].</summary>
    Suppressor,

    /// <summary>Danger signals of dead cells [cell equivalents].</summary>
    Damp,

    /// <summary>Interferon γ with CXCL9 and CXCL10 [nM].</summary>
    Ifng,

    /// <summary>Matrix metalloproteinases [1].</summary>
    Mmp,

    /// <summary>TIMP3, bound to the matrix [1].</summary>
    Timp3,

    /// <summary>The extracellular matrix itself, 0–1.</summary>
    Ecm,

    /// <summary>Vascular endothelial growth factor [nM].</summary>
    Vegf,
}

/// <summary>The fields that a cell senses, in the order of the members of <see cref="Kernels.Surroundings{TLane}"/>.</summary>
public static class SensedRoles
{
    /// <summary>The roles.</summary>
    public static IReadOnlyList<FieldRole> All { get; } =
    [
        FieldRole.Oxygen, FieldRole.TargetedDrug, FieldRole.NextDrug, FieldRole.AktInhibitor, FieldRole.ChemoA, FieldRole.ChemoB,
        FieldRole.Hgf, FieldRole.Igf1, FieldRole.Suppressor, FieldRole.Damp, FieldRole.Ecm,
    ];
}
