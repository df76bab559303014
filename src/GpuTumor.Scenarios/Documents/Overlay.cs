namespace GpuTumor.Scenarios;

/// <summary>Lays one document over another: mappings are merged key by key, everything else is replaced.</summary>
internal static class Overlay
{
    /// <summary>The document with the keys of <paramref name="upper"/> laid over those of <paramref name="lower"/>.</summary>
    public static MappingNode Of(MappingNode upper, MappingNode lower)
    {
        MappingNode merged = lower with { Place = upper.Place };
        foreach (Entry entry in upper.Entries)
        {
            Node value = (entry.Value, lower[entry.Key]) switch
            {
                (MappingNode above, MappingNode below) => Of(above, below),
                // An empty section adds nothing to what lies beneath.
                (ScalarNode { IsEmpty: true }, MappingNode below) => below,
                _ => entry.Value,
            };
            merged = merged.With(entry with { Value = value });
        }

        return merged;
    }
}
