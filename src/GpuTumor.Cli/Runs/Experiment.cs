using GpuTumor.Engine;
using GpuTumor.Scenarios;
using GpuTumor.Snapshots;

namespace GpuTumor.Cli;

/// <summary>The arms of a scenario to be run one after another, each into its directory.</summary>
internal sealed class Experiment
{
    private readonly IReadOnlyList<ArmRun> _runs;

    private Experiment(IReadOnlyList<ArmRun> runs, IBackend backend)
    {
        _runs = runs;
        foreach (ArmRun run in runs)
            Demand.EnsureMet(run.Model, backend);
        Hdf5Library.EnsureAvailable();
    }

    /// <summary>Names of the arms that will run.</summary>
    public IReadOnlyList<string> Arms => [.. _runs.Select(run => run.Name)];

    /// <summary>Plans the runs and makes sure that they can be done; nothing is written.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="armNames">Which arms; empty for all.</param>
    /// <param name="folder">Where the runs go.</param>
    /// <param name="backend">Where they are computed.</param>
    /// <param name="commandLine">As typed.</param>
    /// <exception cref="UsageException">There is no such arm.</exception>
    /// <exception cref="DeviceException">An arm does not fit the device, or HDF5 is missing.</exception>
    public static Experiment Planned(
        Scenario scenario, IReadOnlyList<string> armNames, string folder, IBackend backend, string commandLine)
    {
        bool single = scenario.Arms.Count == 1;
        return new(
            [
                .. Chosen(scenario, armNames).Select(arm => ArmRun.New(
                    scenario, arm, new RunDirectory(single ? folder : Path.Combine(folder, arm.Name)), backend, commandLine)),
            ],
            backend);
    }

    /// <summary>Takes up what was begun in a folder: one run, or the arms of a scenario in folders of their own.</summary>
    /// <param name="folder">Where the runs are.</param>
    /// <param name="until">When they are to end now; null as planned.</param>
    /// <param name="changes">Whether their scenarios may be others by now.</param>
    /// <param name="backendFor">Where they go on.</param>
    /// <exception cref="NoSuchFileException">There is no run.</exception>
    /// <exception cref="ScenarioException">A scenario does not load any more.</exception>
    /// <exception cref="DeviceException">An arm does not fit the device, or HDF5 is missing.</exception>
    public static Experiment Begun(string folder, string? until, Changes changes, Func<IReadOnlyList<Model>, IBackend> backendFor)
    {
        RunDirectory single = new(folder);
        RunDirectory[] found = single.HoldsRun
            ? [single]
            : [.. (Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : []).Select(path => new RunDirectory(path)).Where(run => run.HoldsRun)];
        if (found.Length == 0)
            throw new NoSuchFileException($"'{folder}' holds no run; give the directory that `gputumor run` wrote to");
        Arm[] arms = [.. found.Select(run => ScenarioFile.Load(run.ScenarioFile, new ScenarioOverrides([], null, until)).Arms.Single())];
        IBackend backend = backendFor([.. arms.Select(arm => arm.Model)]);
        return new([.. found.Zip(arms, (run, arm) => ArmRun.Begun(run, arm, backend, changes)).OrderBy(run => run.Order)], backend);
    }

    /// <summary>Makes sure that no run is replaced.</summary>
    /// <exception cref="UsageException">A directory is not empty.</exception>
    public void EnsureDirectoriesFree()
    {
        foreach (ArmRun run in _runs)
            run.Directory.EnsureFree();
    }

    /// <summary>Runs the arms; stops at the first that is asked to stop. What is finished already is reported and not done again.</summary>
    /// <returns>The reports of the arms that are finished, or stopped, in their order.</returns>
    /// <exception cref="UsageException">A directory is in use by another run.</exception>
    public IReadOnlyList<RunReport> Run(IProgressDisplay display, StopRequests stops)
    {
        List<RunLock> locks = [];
        try
        {
            foreach (ArmRun run in _runs)
                locks.Add(run.Directory.Take());
            foreach (ArmRun run in _runs)
                run.Prepare();
            List<RunReport> reports = [];
            display.During(() =>
            {
                foreach (ArmRun run in _runs)
                {
                    if (run.Finished is { } done)
                        reports.Add(done);
                    else if (stops.Received is null || reports.Count == 0)
                        reports.Add(run.Execute(display, stops));
                }
            });
            return reports;
        }
        finally
        {
            foreach (RunLock held in locks)
                held.Dispose();
        }
    }

    private static IEnumerable<Arm> Chosen(Scenario scenario, IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (scenario.Arms.All(arm => arm.Name != name))
                throw new UsageException($"'{scenario.Name}' has no arm '{name}'; it has {string.Join(", ", scenario.Arms.Select(arm => arm.Name))}");
        }

        return names.Count == 0 ? scenario.Arms : scenario.Arms.Where(arm => names.Contains(arm.Name));
    }
}
