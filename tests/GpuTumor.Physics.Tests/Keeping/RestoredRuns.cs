using System.Reflection;
using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests.Keeping;

/// <summary>A run that was saved and restored is the run that was never interrupted, on whatever device it goes on.</summary>
[Collection(nameof(OnDevices))]
public class RestoredRuns
{
    private const int Saved = 12;
    private const int End = 24;

    // What can change and needs no keeping, and why.
    private static readonly Dictionary<string, string> _notKept = new()
    {
        ["DrugInBlood"] = "the plasma carries the drugs in it",
        ["Toxicity"] = "the plasma carries it",
        ["CirculatingClass"] = "the circulation carries its classes",
        ["Shedding"] = "it holds only what it was made with",
        ["BloodLife"] = "it takes up the levels of drugs anew in every step",
        ["VesselBed"] = "the circulation carries its vessels, and it looks at the chemokine anew in every step",
        ["CaseNotes"] = "the ward carries them",
        ["Imaging"] = "the ward carries the scans under way",
    };

    [Fact]
    public void ARestoredRunGoesOnAsIfNothingHadHappenedOnAnyThreadsAndLanes()
    {
        Compare(new CpuBackend(2, LaneWidths.Best), new CpuBackend(1, LaneWidths.Best));
        Compare(CpuBackend.Reference, new CpuBackend(3, LaneWidths.Best));
    }

    [Fact]
    public void SoDoesOneWhoseFieldsAreParkedBetweenSteps() => Compare(Parked(), new CpuBackend(2, LaneWidths.Best), CpuBackend.Reference);

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void SoDoesOneWhoseFieldsAreParkedFromTheProcessorToADevice(string backend)
        => Compare(Parked(), new CpuBackend(2, LaneWidths.Best), OpenBackends.Shared.Of(backend));

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void SoDoesOneWhoseFieldsAreParkedFromADeviceToTheProcessor(string backend)
        => Compare(Parked(), OpenBackends.Shared.Of(backend), new CpuBackend(2, LaneWidths.Best));

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void ARunOfTheProcessorGoesOnOnADevice(string backend) => Compare(new CpuBackend(2, LaneWidths.Best), OpenBackends.Shared.Of(backend));

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void ARunOfADeviceGoesOnOnTheProcessor(string backend) => Compare(OpenBackends.Shared.Of(backend), new CpuBackend(2, LaneWidths.Best));

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void ARunOfADeviceGoesOnThere(string backend) => Compare(OpenBackends.Shared.Of(backend), OpenBackends.Shared.Of(backend));

    [Fact]
    public void AStateOfAnotherModelIsRefused()
    {
        using Patient small = new(RichModel.Of(End), CpuBackend.Reference);
        StateImage image = StateImage.Of(small);

        Assert.Contains("values in the stored state, not", Refusal(image, small.Model with { Grid = new Grid(28, 28, 26, 20) }), StringComparison.Ordinal);
        Assert.Contains("the baths have", Refusal(image, small.Model with { Fields = [.. small.Model.Fields.SkipLast(1)] }), StringComparison.Ordinal);
        FieldDefinition other = small.Model.Fields[^1] with { Name = "other" };
        Assert.Contains(
            "there is no 'primary/fields/other", Refusal(image, small.Model with { Fields = [.. small.Model.Fields.SkipLast(1), other] }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCanChangeInTheEngineIsKept()
    {
        string[] forgotten =
        [
            .. typeof(Patient).Assembly.GetTypes()
                .Where(type => type.IsClass && !type.Name.Contains('<', StringComparison.Ordinal))
                .Where(type => !typeof(Exception).IsAssignableFrom(type) && !typeof(IStateful).IsAssignableFrom(type) && type.DeclaringType is null)
                .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Where(field => !field.IsInitOnly)
                .Select(field => field.DeclaringType!.Name),
        ];
        Assert.Equal([], forgotten.Except(_notKept.Keys));
    }

    private static Model Parked()
    {
        Model model = RichModel.Of(End);
        return model with { Fields = [.. model.Fields.Select(field => field with { Parked = Parking.Half })] };
    }

    private static string Refusal(StateImage image, Model model)
    {
        using Patient other = new(model, CpuBackend.Reference);
        return Assert.Throws<StateException>(() => image.RestoreInto(other)).Message;
    }

    private static void Compare(IBackend first, IBackend second) => Compare(RichModel.Of(End), first, second);

    private static void Compare(Model model, IBackend first, IBackend second)
    {
        using Patient whole = new(model, first);
        using Patient resumed = new(model, second);
        StateImage? image = null;
        (_, Clock end) = Simulation.Run(model, whole, [new At(Saved, () => image = StateImage.Of(whole))], CancellationToken.None);
        image!.RestoreInto(resumed);
        AssertSame(image, StateImage.Of(resumed));

        Simulation.Continue(model, resumed, new Clock(Saved, model.StepHours), [], CancellationToken.None);
        Assert.Equal(End, end.Step);
        Assert.Equal(whole.Primary.StateHash(), resumed.Primary.StateHash());
        AssertSame(StateImage.Of(whole), StateImage.Of(resumed));

        Census census = whole.Primary.TakeCensus();
        // Or nothing was compared.
        Assert.True(census.Divisions > 200 && census.Deaths > 50 && census.Excess > 0, $"{census}");
    }

    private static void AssertSame(StateImage expected, StateImage actual)
    {
        Assert.Equal(expected.Parts.Keys.Order(), actual.Parts.Keys.Order());
        foreach ((string name, Array values) in expected.Parts.Where(part => !part.Key.EndsWith("phase_seconds", StringComparison.Ordinal)))
            Assert.True(values.Cast<object>().SequenceEqual(actual.Parts[name].Cast<object>()), name);
    }

    private sealed class At(long step, Action look) : IObserver
    {
        public Schedule When { get; } = Schedule.At([step]);

        public bool Observe(Patient patient, Clock clock)
        {
            if (clock.Step == step)
                look();
            return false;
        }
    }
}
