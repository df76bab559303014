using GpuTumor.Engine;
using GpuTumor.Scenarios;

namespace GpuTumor.Therapy.Tests;

/// <summary>Every arm that comes with the program begins to run, in a small box.</summary>
[Collection(OnBackendAttribute.OneAtATime)]
public sealed class ShippedRunsTests
{
    private const int Steps = 4;

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder(), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryArmRuns(string name)
    {
        Scenario scenario = ScenarioFile.Load(Path.Combine(Folder(), name + ".yaml"), ScenarioOverrides.None);
        foreach (Arm arm in scenario.Arms)
        {
            Model small = arm.Model.In(new Grid(24, 24, 24, arm.Model.Grid.Spacing)) with { Steps = Steps };
            using Engine.Patient patient = new(small, OnBackendAttribute.Open("cpu"));
            // What is planned for later is done at once: a day is not simulated here.
            foreach (ITreatment treatment in small.Treatments)
                treatment.Apply(patient, new Clock(0, small.StepHours));
            (StopReason reason, Clock clock) = Simulation.Run(small, patient, [], CancellationToken.None);
            Assert.Equal((StopReason.Completed, Steps), (reason, clock.Step));
        }
    }

    private static string Folder()
    {
        DirectoryInfo? here = new(AppContext.BaseDirectory);
        while (here is not null && !File.Exists(Path.Combine(here.FullName, "GpuTumor.sln")))
            here = here.Parent;
        return Path.Combine(here?.FullName ?? throw new DirectoryNotFoundException("the tests run inside the repository"), "data", "scenarios");
    }
}
