using GpuTumor.Engine;
using GpuTumor.Scenarios;
using GpuTumor.Snapshots;

namespace GpuTumor.Cli;

/// <summary>The arms of a scenario to be run one after another, each into its directory.</summary>
internal sealed class Experiment
{
    private readonly IBackend _backend;
    private readonly List<(Arm Arm, RunDirectory Directory)> _runs;

    /// <summary>Plans the runs and makes sure that they can be done; nothing is written.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="armNames">Which arms; empty for all.</param>
    /// <param name="folder">Where the runs go.</param>
    /// <param name="backend">Where they are computed.</param>
    /// <exception cref="UsageException">There is no such arm.</exception>
    /// <exception cref="DeviceException">An arm does not fit the device, or HDF5 is missing.</exception>
    public Experiment(Scenario scenario, IReadOnlyList<string> armNames, string folder, IBackend backend)
    {
        Scenario = scenario;
        _backend = backend;
        bool single = scenario.Arms.Count == 1;
        _runs = [.. Chosen(scenario, armNames).Select(arm => (arm, new RunDirectory(single ? folder : Path.Combine(folder, arm.Name))))];
        foreach ((Arm arm, _) in _runs)
            Demand.EnsureMet(arm.Model, backend);
        Hdf5Library.EnsureAvailable();
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>Names of the arms that will run.</summary>
    public IReadOnlyList<string> Arms => [.. _runs.Select(run => run.Arm.Name)];

    /// <summary>Makes sure that no run is replaced.</summary>
    /// <exception cref="UsageException">A directory is not empty.</exception>
    public void EnsureDirectoriesFree()
    {
        foreach ((_, RunDirectory directory) in _runs)
            directory.EnsureFree();
    }

    /// <summary>Runs the arms; stops at the first that a signal stops.</summary>
    /// <returns>The reports of the arms that ran.</returns>
    public IReadOnlyList<RunReport> Run(IProgressDisplay display, StopSignals signals, string commandLine)
    {
        List<RunReport> reports = [];
        display.During(() =>
        {
            foreach ((Arm arm, RunDirectory directory) in _runs)
            {
                if (signals.Received is not null)
                    break;
                reports.Add(new ArmRun(Scenario, arm, directory, _backend, commandLine).Execute(display, signals));
            }
        });
        return reports;
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
