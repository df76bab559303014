using System.Diagnostics;

namespace GpuTumor.Program.Tests;

/// <summary>The job script of data/slurm on a Slurm of this machine.</summary>
public sealed class SlurmTests
{
    [SlurmFact]
    public void AJobThatIsAskedToStopSavesItsStateRequeuesItselfAndEndsAsIfNothingHadHappened()
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        ProcessStartInfo start = new(Path.Combine(Repository.Root, "scripts", "slurm-trial.sh"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add($"{host} {Path.Combine(AppContext.BaseDirectory, "gputumor.dll")}");
        using Process trial = Process.Start(start)!;
        Task<string> error = trial.StandardError.ReadToEndAsync();
        string output = trial.StandardOutput.ReadToEnd();
        trial.WaitForExit();
        Assert.True(trial.ExitCode == 0, output + error.Result);
        Assert.Contains("the same state and the same metrics", output, StringComparison.Ordinal);
    }
}

/// <summary>A test that starts a Slurm; skipped by name without one, without root, or without GPUTUMOR_SLURM=1: it takes a minute.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute()
    {
        bool isThere = new[] { "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/sbin/munged" }.All(File.Exists);
        if (RunsFactAttribute.Missing is { } reason)
            Skip = reason;
        else if (!isThere || Environment.UserName != "root")
            Skip = "Slurm is not here or not ours to start (root; Debian: apt-get install munge slurm-wlm)";
        else if (Environment.GetEnvironmentVariable("GPUTUMOR_SLURM") != "1")
            Skip = "it takes a minute: set GPUTUMOR_SLURM=1";
    }
}
