using System.Collections.Concurrent;

namespace GpuTumor.Snapshots.Tests;

/// <summary>A test that needs the system's Python with a module.</summary>
public sealed class PythonFactAttribute : Hdf5FactAttribute
{
    private const string Python = "/usr/bin/python3";

    private static readonly ConcurrentDictionary<string, string?> _missing = new();

    public PythonFactAttribute(string module, string package)
        => Skip ??= _missing.GetOrAdd(module, name => Shell.Run(Python, "-c", $"import {name}").ExitCode == 0
            ? null
            : $"{Python} has no module {name} (apt-get install {package})");

    /// <summary>Runs a script of this project's Scripts folder.</summary>
    internal static (int ExitCode, string Output) Run(string script, params string[] arguments)
        => Shell.Run(Python, [Path.Combine(AppContext.BaseDirectory, "Scripts", script), .. arguments]);
}
