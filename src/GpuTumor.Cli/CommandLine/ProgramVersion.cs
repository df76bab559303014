using System.Reflection;

namespace GpuTumor.Cli;

/// <summary>Which build this is.</summary>
/// <param name="Number">Release number: <c>0.1.0</c>.</param>
/// <param name="Commit">The commit it was built from; empty if it was built outside a checkout.</param>
internal sealed record ProgramVersion(string Number, string Commit)
{
    /// <summary>The running build.</summary>
    public static ProgramVersion Current { get; } = Read();

    /// <inheritdoc/>
    public override string ToString() => Commit.Length == 0 ? Number : $"{Number} (commit {Commit[..Math.Min(12, Commit.Length)]})";

    private static ProgramVersion Read()
    {
        string text = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        string[] parts = text.Split('+', 2);
        return new(parts[0], parts.Length > 1 ? parts[1] : "");
    }
}
