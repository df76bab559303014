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
}
