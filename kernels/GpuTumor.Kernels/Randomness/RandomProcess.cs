namespace GpuTumor.Kernels;

/// <summary>What a random draw decides. Part of the counter, so no two processes ever share a draw.</summary>
public enum RandomProcess : uint
{
    /// <summary>Where founder cells and clones are put.</summary>
    Seeding = 1,

    /// <summary>Where vessels run.</summary>
    Vessels = 2,

    /// <summary>Division, death and the rounding of a cell's stored signals.</summary>
    Fate = 3,

    /// <summary>Which of equally free neighbours an excess cell tries.</summary>
    Proposal = 4,

    /// <summary>Which of several excess cells a neighbour takes.</summary>
    Priority = 5,

    /// <summary>The noise of a scan.</summary>
    ImagingNoise = 32,

    /// <summary>Which cells a biopsy takes.</summary>
    Biopsy = 33,

    /// <summary>In which phase and mode the first cells are.</summary>
    FirstState = 6,

    /// <summary>Which mutation a daughter gains, and whether its barcode changes.</summary>
    Mutation = 7,

    /// <summary>Which cells a fraction of radiation kills.</summary>
    Radiation = 34,

    /// <summary>Who enters the blood, and with how many neighbours.</summary>
    Intravasation = 35,

    /// <summary>Who of the circulating cells leaves the blood in a substep, by death or arrest, and where.</summary>
    CirculationFate = 36,

    /// <summary>Who of the arrested leaves the vessel.</summary>
    Extravasation = 37,

    /// <summary>Who dies soon after arrival, and who falls dormant.</summary>
    EarlyFate = 38,

    /// <summary>Who of the dormant begins to grow.</summary>
    Awakening = 39,

    /// <summary>Which vessel a cell leaves by.</summary>
    Landing = 40,

    /// <summary>Which of the last cells of its kind one that settles is like.</summary>
    SettlersState = 41,

    /// <summary>The rounding of what drugs do to cells in the blood.</summary>
    BloodExposure = 42,

    /// <summary>Which host cells a biopsy finds.</summary>
    BiopsyInfiltrate = 43,

    /// <summary>Whether a cohering cell looks for a better place, and which of equally good ones.</summary>
    Compaction = 16,

    /// <summary>Which of several cells takes a free voxel.</summary>
    HopPriority = 17,

    /// <summary>How well a vessel is perfused at the start.</summary>
    Perfusion = 18,

    /// <summary>Whether a segment of a vessel collapses.</summary>
    VesselCollapse = 19,

    /// <summary>Whether a vessel sprouts, and where to.</summary>
    Sprouting = 28,

    /// <summary>Which of several sprouts takes a voxel.</summary>
    SproutingPriority = 29,

    /// <summary>Whether a mesenchymal cell hops, and where.</summary>
    Migration = 20,

    /// <summary>Whether a host cell hops, and where.</summary>
    HostWalk = 21,

    /// <summary>Which of several host cells takes a voxel.</summary>
    HostPriority = 22,

    /// <summary>What a T cell touches, whether it kills, and the rounding of its exhaustion.</summary>
    Killing = 23,

    /// <summary>Which of several T cells kills a cell.</summary>
    KillingPriority = 24,

    /// <summary>Death of host cells, and what they turn into.</summary>
    HostLife = 25,

    /// <summary>Entry of host cells through vessels.</summary>
    HostEntry = 26,

    /// <summary>Where fibroblasts are at the start.</summary>
    HostSeeding = 27,
}
