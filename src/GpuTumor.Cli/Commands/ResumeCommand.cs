using System.CommandLine;

namespace GpuTumor.Cli;

/// <summary><c>gputumor resume</c>: goes on from the newest complete checkpoint.</summary>
internal static class ResumeCommand
{
    /// <summary>Adds the command.</summary>
    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        Command command = new("resume", "Goes on with a run from its newest complete checkpoint, bit for bit as if it had never stopped.");
        Argument<string> folder = new("DIR") { Description = "The directory that `gputumor run` wrote to: of one arm, or of all." };
        Option<string?> until = new("--until") { Description = "Ends at this time instead: \"14 d\".", HelpName = "time" };
        Option<bool> changed = new("--changed-scenario")
        {
            Description = "Goes on although DIR/scenario.yaml was changed in more than its duration, output and descriptions.",
        };
        command.Add(folder);
        command.Add(until);
        command.Add(changed);
        BackendArguments backend = new(command);
        RunOptions run = new(command);
        command.Does(terminal, parsed =>
        {
            using StopRequests stops = run.Listen(parsed);
            string target = parsed.GetRequiredValue(folder);
            var experiment = Experiment.Begun(
                target, parsed.GetValue(until), parsed.GetValue(changed) ? Changes.Accepted : Changes.Refused,
                models => backend.Choice(parsed).ResolveFor(models, terminal.Error));
            stops.ListenAgain();
            return run.Run(parsed, experiment, target, stops, terminal);
        });
        examples.Add(command,
            "gputumor resume out/secretome-small              # what was stopped or killed goes on; finished arms stay as they are",
            "gputumor resume out/secretome-small/drug --until \"21 d\"",
            "gputumor resume out/big --changed-scenario       # after an edit of out/big/scenario.yaml: the tissue of now, the laws of the edit",
            "gputumor resume out/big --backend cuda           # the state does not mind the device");
        root.Add(command);
    }
}
