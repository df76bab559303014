using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>What a device keeps of a tissue while that goes on.</summary>
[Collection(nameof(OnDevices))]
public sealed class StillsOnDevice : IDisposable
{
    public void Dispose() => OnDevice.Asked = null;

    /// <summary>All of the still is copied after the next step; it is the tissue of before.</summary>
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public async Task AStepTakenWhileTheCopyWaitsDoesNotChangeIt(string backend)
    {
        using ManualResetEventSlim advanced = new();
        bool early = false;
        OnDevice.Asked = asked =>
        {
            if (asked == "copying a still" && !advanced.Wait(TimeSpan.FromMinutes(5)))
                early = true;
        };
        Model model = Tumour();
        using ITissue tissue = OpenBackends.Shared.Of(backend).Create(model);
        tissue.Advance(new Clock(0, model.StepHours), [1f]);
        byte[][] expected = [.. All(tissue).Select(quantity => Whole(tissue.Read, tissue, model, quantity))];
        ulong hash = tissue.StateHash();
        using IStill still = tissue.TakeStill(All(tissue))!;
        int[] held = [.. All(tissue).Where(still.Holds)];
        Task<byte[][]> copying = Task.Run(() => held.Select(quantity => Whole(still.Read, tissue, model, quantity)).ToArray());
        tissue.Advance(new Clock(1, model.StepHours), [1f]);
        Assert.NotEqual(hash, tissue.StateHash());
        Assert.False(copying.IsCompleted);
        advanced.Set();
        byte[][] found = await copying;

        Assert.False(early);
        string[] names = [.. held.Select(quantity => tissue.Quantities[quantity].Name)];
        foreach (string name in new[] { "oxygen", "drug", "cell_kind", "clone", "phase", "erk", "akt", "damage", "excess", "matrix", "host_kind", "debris", "chemo_a_inside" })
            Assert.Contains(name, names);
        for (int i = 0; i < held.Length; i++)
            Assert.True(expected[held[i]].SequenceEqual(found[i]), names[i]);
    }

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void WhatAStillCopiesIsCountedOnTheBusWhenItIsCopied(string backend)
    {
        Model model = Tumour();
        using ITissue tissue = OpenBackends.Shared.Of(backend).Create(model);
        long before = OnDevice.BytesRead(First(backend));
        using IStill still = tissue.TakeStill([0, 1])!;
        Assert.Equal(0, OnDevice.BytesRead(First(backend)) - before);
        Whole(still.Read, tissue, model, 1);

        Assert.Equal(sizeof(float) * model.Grid.Voxels, OnDevice.BytesRead(First(backend)) - before);
    }

    /// <summary>Planes from the middle, more than a chunk of the copy at a time and less.</summary>
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void PlanesOfAStillAreThoseOfTheTissue(string backend)
    {
        Model model = Tumour() with { Grid = new Grid(128, 128, 100, 20) };
        using ITissue tissue = OpenBackends.Shared.Of(backend).Create(model);
        int kind = tissue.Quantities.ToList().FindIndex(quantity => quantity.Name == "cell_kind");
        using IStill still = tissue.TakeStill([0, kind])!;
        foreach ((int quantity, int first, int planes) in new[] { (0, 1, 99), (0, 7, 1), (0, 20, 65), (kind, 3, 90), (kind, 99, 1) })
        {
            byte[] expected = new byte[planes * model.Grid.PlaneVoxels * tissue.Quantities[quantity].ElementSize];
            byte[] found = new byte[expected.Length];
            tissue.Read(quantity, first, expected);
            still.Read(quantity, first, found);
            Assert.True(expected.SequenceEqual(found), $"{quantity}: {planes} planes from {first}");
        }

        using IStill part = tissue.TakeStill([0, kind], 40, 21)!;
        foreach (int quantity in new[] { 0, kind })
        {
            byte[] expected = new byte[4 * model.Grid.PlaneVoxels * tissue.Quantities[quantity].ElementSize];
            byte[] found = new byte[expected.Length];
            tissue.Read(quantity, 57, expected);
            part.Read(quantity, 57, found);
            Assert.True(expected.SequenceEqual(found), $"{quantity} of a part");
        }
    }

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void WithoutRoomNothingIsKeptAndNothingFails(string backend)
    {
        // Another lattice than those of the other tests, of which there may be room to be used again.
        Model model = Tumour() with { Grid = new Grid(24, 22, 20, 20) };
        using ITissue tissue = OpenBackends.Shared.Of(backend).Create(model);
        OnDevice.Asked = asked => ThrowIf(asked == "making room for a still", backend);
        using IStill still = tissue.TakeStill(All(tissue))!;

        Assert.All(All(tissue), quantity => Assert.False(still.Holds(quantity)));
        tissue.Advance(new Clock(0, model.StepHours), [1f]);
    }

    /// <summary>A site that is seeded in mid-run finds the device full: what stills hold is freed, once it is copied, and it has room.</summary>
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public async Task StillsGiveWayToATissue(string backend)
    {
        bool isFull = false;
        OnDevice.Asked = asked => ThrowIf(asked == "allocating memory" && isFull && !(isFull = false), backend);
        IBackend device = OpenBackends.Shared.Of(backend);
        Model model = Tumour();
        using ITissue tissue = device.Create(model);
        long room = tissue.RoomForStills;
        IStill still = tissue.TakeStill([0, 1])!;
        // To what needs memory it is as if there were none.
        Assert.Equal(room, tissue.RoomForStills);
        Assert.True(still.Holds(0) && still.Holds(1));
        isFull = true;
        Task<ITissue> second = Task.Run(() => device.Create(model));
        Assert.NotSame(second, await Task.WhenAny(second, Task.Delay(300)));
        byte[] kept = Whole(still.Read, tissue, model, 1);
        still.Dispose();
        using ITissue other = await second;

        Assert.Equal(Whole(other.Read, other, model, 1), kept);
        Assert.Equal(other.StateHash(), tissue.StateHash());
    }

    /// <summary>A checkpoint's state, kept whole: fields, parked ones too, cells, host cells, clones, a wound.</summary>
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void AStateKeptWhileTheTissueGoesOnIsTheStateOfBefore(string backend)
    {
        Model model = Tumour();
        model = model with
        {
            Fields = [model.Fields[0], model.Fields[1] with { Parked = Parking.Half }],
            Mutation = new Mutation([0.04, 0.04, 0, 0.02, 0, 0, 0, 0], 0.5, 5),
        };
        using ITissue tissue = OpenBackends.Shared.Of(backend).Create(model);
        tissue.Wound(new Ball(300, 300, 300, 100));
        tissue.Advance(new Clock(0, model.StepHours), [1f]);
        StateImage expected = StateImage.Of(tissue);
        using StateStill? kept = StateStill.Of(tissue);
        Assert.NotNull(kept);
        long read = OnDevice.BytesRead(First(backend));
        tissue.Advance(new Clock(1, model.StepHours), [1f]);
        StateImage found = StateImage.Of(kept);

        Assert.Equal(expected.Parts.Keys.Order(), found.Parts.Keys.Order());
        foreach ((string name, Array values) in expected.Parts)
            Assert.True(values.Cast<object>().SequenceEqual(found.Parts[name].Cast<object>()), name);
        // What is read is read now, plane by plane; the cells alone are more than this.
        Assert.True(OnDevice.BytesRead(First(backend)) - read > 32 * model.Grid.Voxels);
        using ITissue resumed = OpenBackends.Shared.Of(backend).Create(model);
        found.RestoreInto(resumed);
        resumed.Advance(new Clock(1, model.StepHours), [1f]);
        Assert.Equal(tissue.StateHash(), resumed.StateHash());
    }

    /// <summary>Room for some maps and not for all: nothing is kept, and nothing held.</summary>
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void AStateIsKeptWholeOrNotAtAll(string backend)
    {
        Model model = Tumour() with { Grid = new Grid(24, 22, 18, 20) };
        using ITissue tissue = OpenBackends.Shared.Of(backend).Create(model);
        int asked = 0;
        OnDevice.Asked = what => ThrowIf(what == "making room for a still" && ++asked > 3, backend);

        Assert.Null(StateStill.Of(tissue));
        Assert.Equal(4, asked);
        OnDevice.Asked = null;
        // Nobody has anything to give back.
        using StateStill? kept = StateStill.Of(tissue);
        Assert.NotNull(kept);
    }

    private static void ThrowIf(bool isFull, string backend)
    {
        if (isFull)
            throw OnDevice.Thrown(DriverFault.IsFull, backend);
    }

    private static GpuDevice First(string backend) => GpuDevices.Discover().First(device => device.Backend == backend);

    private static int[] All(ITissue tissue) => [.. Enumerable.Range(0, tissue.Quantities.Count)];

    private static byte[] Whole(PlaneReader read, ITissue tissue, Model model, int quantity)
    {
        byte[] bytes = new byte[model.Grid.Voxels * tissue.Quantities[quantity].ElementSize];
        read(quantity, 0, bytes);
        return bytes;
    }

    private static Model Tumour() => new()
    {
        Name = "still",
        Seed = 5,
        Grid = new Grid(32, 30, 28, 20),
        StepHours = 0.5,
        Steps = 10,
        Fields =
        [
            FieldBox.Substance(2000, FieldSolver.BackwardEuler, 1e-3) with { Name = "oxygen", Role = FieldRole.Oxygen, Initial = 40f, CellUptake = Rate.PerSecondOf(1e-3) },
            FieldBox.Substance(200, FieldSolver.Chebyshev, 1e-4) with
            {
                Name = "drug", Role = FieldRole.ChemoA, Vessels = new VesselExchange(Rate.PerSecondOf(0.05), "drug", 0f),
            },
        ],
        Founders = [new Founder("only", Genotype.None, 1)],
        Seeding = new Seeding(4000),
        Vessels = new Vasculature(100, 1f),
        TumourCell = TumourCell.Default(0.5),
        Matrix = new ExtracellularMatrix { Density = 0.3f },
        Host = HostTissue.Default(0.5),
        Drugs = ["drug"],
    };

    private delegate void PlaneReader(int quantity, int firstPlane, Span<byte> destination);
}
