using System.CommandLine;

namespace GpuTumor.Cli;

/// <summary><c>gputumor init</c>: a shipped scenario to start from.</summary>
internal static class InitCommand
{
    /// <summary>Adds the command.</summary>
    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        Argument<string> name = new("NAME") { Description = "Name of a shipped scenario." };
        Argument<string> folder = new("DIR") { Description = "Where to put it.", DefaultValueFactory = _ => "." };
        Command command = new("init", "Copies a shipped scenario, to start from.") { name, folder };
        command.Does(terminal, parsed =>
        {
            string copy = Copy(parsed.GetRequiredValue(name), parsed.GetRequiredValue(folder));
            terminal.Output.WriteLine($"{copy}");
            terminal.Output.WriteLine($"Run it: gputumor run {copy}");
            return ExitCode.Done;
        });
        examples.Add(command, "gputumor init secretome-small my-study");
        root.Add(command);
    }

    private static string Copy(string name, string folder)
    {
        string source = ShippedScenarios.Find(name)
            ?? throw new NoSuchFileException($"no shipped scenario is called '{name}'; `gputumor scenarios` lists them");
        string target = Path.Combine(folder, Path.GetFileName(source));
        if (File.Exists(target))
            throw new UsageException($"'{target}' is already there; name another directory");

        Directory.CreateDirectory(folder);
        File.Copy(source, target);
        return target;
    }
}
