namespace GpuTumor.Cli;

/// <summary>The scenarios that travel with the program.</summary>
internal static class ShippedScenarios
{
    /// <summary>Their files, by name.</summary>
    public static IReadOnlyList<string> Files
        => Folder is { } folder ? [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)] : [];

    // Beside the program; a program run from its build folder finds those of the checkout above it.
    private static string? Folder
    {
        get
        {
            for (DirectoryInfo? above = new(AppContext.BaseDirectory); above is not null; above = above.Parent)
            {
                string folder = Path.Combine(above.FullName, "data", "scenarios");
                if (Directory.Exists(folder))
                    return folder;
            }

            return null;
        }
    }

    /// <summary>The file that a user means by a path or by the name of a shipped scenario.</summary>
    /// <exception cref="NoSuchFileException">Neither exists.</exception>
    public static string Locate(string pathOrName)
    {
        if (File.Exists(pathOrName))
            return pathOrName;
        if (Directory.Exists(pathOrName))
            throw new NoSuchFileException($"'{pathOrName}' is a directory; name the scenario file in it");
        return Find(pathOrName)
            ?? throw new NoSuchFileException($"no such file: '{pathOrName}'; `gputumor scenarios` lists the shipped ones");
    }

    /// <summary>The shipped scenario of this name; null if there is none.</summary>
    public static string? Find(string name)
        => Files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == name);
}
