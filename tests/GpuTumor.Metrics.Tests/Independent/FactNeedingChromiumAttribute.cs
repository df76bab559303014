using System.Diagnostics;

namespace GpuTumor.Metrics.Tests;

/// <summary>A test that opens a page in Chromium; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactNeedingChromiumAttribute : FactAttribute
{
    private static readonly string[] _places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public FactNeedingChromiumAttribute()
        => Skip = _places.Any(File.Exists) ? null : "Chromium is not installed: apt-get install chromium";

    /// <summary>Opens a page, lets its scripts run, and returns the document and what went to the console.</summary>
    public static (string Document, string Console) Open(string page, string profile)
    {
        var start = new ProcessStartInfo(_places.First(File.Exists)) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] flags =
        [
            "--headless", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
            $"--user-data-dir={profile}", "--window-size=700,500", "--enable-logging=stderr", "--virtual-time-budget=10000", "--dump-dom",
            new Uri(Path.GetFullPath(page)).AbsoluteUri,
        ];
        foreach (string flag in flags)
            start.ArgumentList.Add(flag);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string document = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (document, string.Join('\n', errors.Result.Split('\n').Where(line => line.Contains("CONSOLE", StringComparison.Ordinal))));
    }
}
