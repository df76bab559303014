using System.Diagnostics;

namespace GpuTumor.Metrics.Tests;

/// <summary>A test against SciPy and scikit-image; skipped, with the reason, where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactNeedingSciPyAttribute : FactAttribute
{
    private static readonly string? _absence = Absence();

    public FactNeedingSciPyAttribute() => Skip = _absence;

    /// <summary>A test that needs one more module.</summary>
    public FactNeedingSciPyAttribute(string module) => Skip = _absence ?? AbsenceOf(module, $"{module} is not installed: apt-get install python3-{module}");

    /// <summary>Runs a program text and returns what it prints.</summary>
    public static string RunPython(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(program);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(error.Result);
    }

    /// <summary>Why a test must be skipped; null if Python has all modules.</summary>
    public static string? AbsenceOf(string modules, string remedy)
    {
        if (!File.Exists("/usr/bin/python3"))
            return remedy;
        try
        {
            RunPython("import " + modules);
            return null;
        }
        catch (InvalidOperationException)
        {
            return remedy;
        }
    }

    private static string? Absence() => AbsenceOf(
        "scipy.ndimage, skimage.measure, matplotlib",
        "SciPy, scikit-image and matplotlib are not installed: apt-get install python3-scipy python3-skimage");
}
