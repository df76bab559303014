namespace GpuTumor.Engine;

/// <summary>The names of a tissue's state in an archive: the same on every device, so that each takes up what another saved.</summary>
public static class TissueArchive
{
    /// <summary>The part of the fields; each has its own within.</summary>
    public const string Fields = "fields";

    /// <summary>A field's values.</summary>
    public const string Concentration = "concentration";

    /// <summary>The part of the cells.</summary>
    public const string Cells = "cells";

    /// <summary>The cells that live in voxels.</summary>
    public const string Residents = "residents";

    /// <summary>The cells that wait for room, at most one a voxel.</summary>
    public const string Waiting = "waiting";

    /// <summary>How far each voxel is from free space: relaxed a little at each step, and so not to be worked out anew.</summary>
    public const string DistanceToRoom = "distance_to_room";

    /// <summary>How deep each block of voxels lies in its mass: relaxed as well.</summary>
    public const string DepthOfMass = "depth_of_mass";

    /// <summary>Host cells by voxel.</summary>
    public const string Host = "host";

    /// <summary>Debris of dead cells by voxel.</summary>
    public const string Debris = "debris";

    /// <summary>What the host cells did since the start: T cells entered and died, myeloid cells entered and died, kills.</summary>
    public const string HostEvents = "host_events";

    /// <summary>Whether the tissue was ever wounded.</summary>
    public const string Wounded = "wounded";

    /// <summary>How fresh the wound is, by voxel.</summary>
    public const string Wound = "wound";

    /// <summary>How fast the medium draws each field, if the tissue lies in one.</summary>
    public const string BathRates = "bath_rates";

    /// <summary>Levels in that medium.</summary>
    public const string BathLevels = "bath_levels";

    /// <summary>Density of the extracellular matrix by voxel, where it changes.</summary>
    public const string Matrix = "matrix";

    /// <summary>Perfusion of the vessels, where it differs or changes.</summary>
    public const string Perfusion = "perfusion";

    /// <summary>The effects on tumour cells of drugs that act by their level in blood, as of the last step.</summary>
    public const string DrugEffects = "drug_effects";

    /// <summary>The table of clones.</summary>
    public const string Clones = "clones";

    /// <summary>Divisions since the start.</summary>
    public const string Divisions = "divisions";

    /// <summary>Deaths since the start.</summary>
    public const string Deaths = "deaths";

    /// <summary>
    /// The words of a cell's record. The status comes first: it is zero where there is no cell, and a pool makes room by it.
    /// </summary>
    public static IReadOnlyList<string> CellWords { get; } = ["status", "signals", "exposure", "clone"];

    /// <summary>Carries where the time went, so that a resumed run reports all of it.</summary>
    public static PhaseTimes Carry(IStateArchive archive, PhaseTimes times)
    {
        ArgumentNullException.ThrowIfNull(archive);
        double[] seconds = [times.Exchange, times.Fields, times.Cells, times.Lattice];
        archive.List("phase_seconds", ref seconds);
        return seconds is [double exchange, double fields, double cells, double lattice]
            ? new PhaseTimes(exchange, fields, cells, lattice)
            : throw new StateException($"'phase_seconds' has {seconds.Length} values, not 4");
    }
}
