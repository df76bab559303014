using System.CommandLine;

namespace GpuTumor.Cli;

/// <summary>The options that choose a device; shared by the commands that compute.</summary>
internal sealed class BackendArguments
{
    private readonly Option<string> _backend = new("--backend")
    {
        Description = "Where to compute; auto takes a GPU that this build can drive, else the CPU; ilgpu-cpu emulates a GPU, to debug kernels.",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<int> _device = new("--device") { Description = "Which device of the backend.", HelpName = "N" };

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads of the CPU backend. Results do not depend on it.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    /// <summary>Options added to a command.</summary>
    public BackendArguments(Command command)
    {
        _backend.AcceptOnlyFromAmong("auto", "cuda", "opencl", "cpu", "reference", "ilgpu-cpu");
        _device.AcceptRange(0, 1023);
        _threads.AcceptRange(1, 1024);
        command.Add(_backend);
        command.Add(_device);
        command.Add(_threads);
    }

    /// <summary>The choice made.</summary>
    public BackendChoice Choice(ParseResult parsed)
        => new(parsed.GetRequiredValue(_backend), parsed.GetValue(_device), parsed.GetValue(_threads))
        {
            IsTyped = parsed.GetResult(_backend) is { Implicit: false },
        };
}
