using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Snapshots;

/// <summary>The table of clones beside the fields of a snapshot: a column each of id, parent, birth_step, founder, origin, genotype.</summary>
internal static class ClonesGroup
{
    /// <summary>The group's name in an iteration.</summary>
    public const string Name = "clones";

    /// <summary>Writes it.</summary>
    public static void Write(Handle file, CloneTable clones, Clock clock)
    {
        using Handle group = Hdf5File.CreateGroup(file, $"{SnapshotLayout.Iteration(clock.Step)}/{Name}");
        group.SetText("long_name", "every clone that has been, extinct ones too");
        uint[] traits = clones.Traits.ToArray();
        Words(group, "id", [.. Enumerable.Range(1, clones.Count).Select(id => (uint)id)], "number of the clone, as in the field clone");
        Words(group, "parent", clones.Parents.ToArray(), "the clone it came from, 0 for a founder");
        Words(group, "birth_step", clones.BirthSteps.ToArray(), "the step in which it began");
        Bytes(group, "founder", [.. traits.Select(word => (byte)CloneTraits.Founder(word))], "founder of the lineage", []);
        Bytes(group, "origin", [.. traits.Select(word => (byte)CloneTraits.Origin(word))], "where its resistance comes from", [
            ((long)CloneOrigin.Founder, "founder"), ((long)CloneOrigin.Mutation, "mutation"), ((long)CloneOrigin.Induced, "induced"),
        ]);
        Bytes(group, "genotype", [.. traits.Select(word => (byte)CloneTraits.Genotype(word))], "mutations, one bit each", []);
    }

    private static void Words(Handle group, string name, uint[] values, string meaning)
    {
        using Handle column = Hdf5File.CreateList(
            group, name, values, ElementTypes.Stored(ElementKind.UInt32), ElementTypes.Native(ElementKind.UInt32));
        column.SetText("long_name", meaning);
    }

    private static void Bytes(Handle group, string name, byte[] values, string meaning, IReadOnlyList<(long, string)> codes)
    {
        using Handle column = Hdf5File.CreateList(
            group, name, values, ElementTypes.Stored(ElementKind.UInt8), ElementTypes.Native(ElementKind.UInt8));
        column.SetText("long_name", meaning);
        Codes.Write(column, codes);
    }
}
