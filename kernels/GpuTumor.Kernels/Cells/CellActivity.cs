namespace GpuTumor.Kernels;

/// <summary>What goes on in a cell at once, without memory: it follows from its state and its surroundings, and is not stored.</summary>
/// <typeparam name="TLane">The lane.</typeparam>
public struct CellActivity<TLane>
    where TLane : struct
{
    /// <summary>Part of the drug's target that is inhibited, 0–1.</summary>
    public TLane Inhibition;

    /// <summary>MET's response to HGF, 0–1.</summary>
    public TLane MetResponse;

    /// <summary>P-glycoprotein at work: its level, its ATP and its inhibitor taken together, 0–1.</summary>
    public TLane Efflux;

    /// <summary>Want of oxygen, 0–1, one half at 10 mmHg.</summary>
    public TLane Hypoxia;

    /// <summary>ERK activity; 1 is full, an addicted cell may have more.</summary>
    public TLane Erk;

    /// <summary>AKT activity, 0–1.</summary>
    public TLane Akt;
}
