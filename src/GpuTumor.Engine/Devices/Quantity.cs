namespace GpuTumor.Engine;

/// <summary>How the elements of a quantity are stored.</summary>
public enum ElementKind
{
    /// <summary>32-bit IEEE float.</summary>
    Float32,

    /// <summary>Unsigned byte.</summary>
    UInt8,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32,
}

/// <summary>One value per voxel that can be read from a tissue: a field, or a part of the cells' state.</summary>
public sealed record Quantity
{
    /// <summary>Name in snapshots: <c>oxygen</c>, <c>cell_kind</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Name for people.</summary>
    public required string LongName { get; init; }

    /// <summary>Unit in UDUNITS spelling; "1" if there is none.</summary>
    public required string Unit { get; init; }

    /// <summary>Element type.</summary>
    public required ElementKind Element { get; init; }

    /// <summary>Meanings of coded values, by value; empty for numbers.</summary>
    public IReadOnlyList<(long Value, string Meaning)> Codes { get; init; } = [];

    /// <summary>Bytes of an element.</summary>
    public int ElementSize => Element switch
    {
        ElementKind.UInt8 => 1,
        ElementKind.UInt16 => 2,
        _ => 4,
    };
}
