namespace GpuTumor.Kernels;

/// <summary>What a cell senses in its voxel.</summary>
/// <typeparam name="TLane">The lane.</typeparam>
public struct Surroundings<TLane>
    where TLane : struct
{
    /// <summary>Oxygen tension [mmHg].</summary>
    public TLane Oxygen;

    /// <summary>Targeted drug, 1 = plasma at steady state.</summary>
    public TLane TargetedDrug;

    /// <summary>Next-generation targeted drug, 1 = plasma at steady state.</summary>
    public TLane NextDrug;

    /// <summary>PI3K/AKT inhibitor, 1 = plasma at steady state.</summary>
    public TLane AktInhibitor;

    /// <summary>Chemotherapy A [µM].</summary>
    public TLane ChemoA;

    /// <summary>Chemotherapy B [µM].</summary>
    public TLane ChemoB;

    /// <summary>Hepatocyte growth factor [nM].</summary>
    public TLane Hgf;

    /// <summary>Insulin-like growth factor 1 [nM].</summary>
    public TLane Igf1;

    /// <summary>The suppressor (TGF-β, IL-10, PGE2) [nM].</summary>
    public TLane Suppressor;

    /// <summary>Danger signals of dead cells [cell equivalents].</summary>
    public TLane Damp;

    /// <summary>Extracellular matrix, 0–1.</summary>
    public TLane Ecm;

    /// <summary>Factor on division by declared fields; sensed only where <see cref="CellProcesses.Couplings"/> is active.</summary>
    public TLane DivisionFactor;

    /// <summary>Death that declared fields add [1/h]; sensed likewise.</summary>
    public TLane AddedDeath;

    /// <summary>Share of the 26 neighbouring voxels that hold a cell, 0–1.</summary>
    public TLane Neighbours;

    /// <summary>Distance to free space [voxels].</summary>
    public TLane DistanceToRoom;
}
