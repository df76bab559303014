using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuTumor.Physics.Tests;

/// <summary>The instructions of one kernel for NVIDIA devices, before the driver assembles them.</summary>
/// <param name="Kernel">Name of the work it does.</param>
/// <param name="Text">The listing.</param>
public sealed partial record PtxListing(string Kernel, string Text)
{
    /// <summary>Loads from device memory.</summary>
    public int Loads => GlobalLoad().Count(Text);

    /// <summary>Stores to device memory.</summary>
    public int Stores => GlobalStore().Count(Text);

    /// <summary>Loads of 128 bits from device memory.</summary>
    public int LoadsOfFour => GlobalLoadOfFour().Count(Text);

    /// <summary>Stores of 128 bits to device memory.</summary>
    public int StoresOfFour => GlobalStoreOfFour().Count(Text);

    /// <summary>Shared memory of a group [bytes].</summary>
    public int SharedBytes => SharedArray().Matches(Text).Sum(array => int.Parse(array.Groups[1].Value, CultureInfo.InvariantCulture));

    /// <summary>What breaks the rules of a fast and exact kernel; null if nothing does.</summary>
    public string? Fault
        => Text.Contains(".local", StringComparison.Ordinal) ? "it spills to local memory"
            : Text.Contains(".extern .func", StringComparison.Ordinal) ? "it calls a function outside"
            : GenericAccess().Match(Text) is { Success: true } access ? $"it goes through a generic pointer: {access.Value}"
            : UnroundedArithmetic().Match(Text) is { Success: true } bare ? $"the assembler may fuse '{bare.Value}'"
            : ApproximateArithmetic().Match(Text) is { Success: true } loose ? $"'{loose.Value}' is not exact"
            : null;

    [GeneratedRegex(@"\bld\.global(\.nc)?\.v4\.")]
    private static partial Regex GlobalLoadOfFour();

    [GeneratedRegex(@"\bst\.global\.v4\.")]
    private static partial Regex GlobalStoreOfFour();

    [GeneratedRegex(@"\.shared \.align \d+ \.b8 \w+\[(\d+)\]")]
    private static partial Regex SharedArray();

    [GeneratedRegex(@"\bld\.global(\.nc)?(\.v[24])?\.")]
    private static partial Regex GlobalLoad();

    [GeneratedRegex(@"\bst\.global(\.v[24])?\.")]
    private static partial Regex GlobalStore();

    [GeneratedRegex(@"\b(ld|st)\.(v[24]\.)?[bfsu]\d+")]
    private static partial Regex GenericAccess();

    [GeneratedRegex(@"\b(add|sub|mul|fma|mad)(\.ftz)?\.f(32|64)\b")]
    private static partial Regex UnroundedArithmetic();

    [GeneratedRegex(@"\b\w+\.(approx|full)\S*")]
    private static partial Regex ApproximateArithmetic();
}
