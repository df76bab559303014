using System.Diagnostics;
using System.Text;

namespace GpuTumor.Program.Tests;

/// <summary>The program in a process of its own, to be sent signals and killed.</summary>
internal sealed class GputumorProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private GputumorProcess(Process process)
    {
        _process = process;
        // A full pipe must not stop the run.
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All that it wrote, to both of its outputs; complete when it has ended.</summary>
    public string Said
    {
        get
        {
            if (_process.HasExited)
                _process.WaitForExit();
            lock (_said)
                return _said.ToString();
        }
    }

    /// <summary>How it ended.</summary>
    public int ExitCode
    {
        get
        {
            Assert.True(_process.WaitForExit(_patience), "the program goes on and on");
            return _process.ExitCode;
        }
    }

    public bool HasExited => _process.HasExited;

    public static GputumorProcess Start(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "gputumor.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return new GputumorProcess(Process.Start(start)!);
    }

    /// <summary>Waits until something is so, or the program has ended.</summary>
    public void WaitUntil(Func<bool> isSo) => Assert.True(SpinWait.SpinUntil(() => isSo() || HasExited, _patience));

    /// <summary>Sends signals, one right after the other.</summary>
    public void Send(params string[] signals)
    {
        using Process shell = Process.Start("sh", ["-c", string.Join(';', signals.Select(signal => $"kill -{signal} {_process.Id}"))]);
        shell.WaitForExit();
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        Assert.True(_process.WaitForExit(_patience));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
            _said.AppendLine(line.Data);
    }
}
