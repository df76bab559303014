using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>Fields kept in half precision between their steps.</summary>
public class ParkingTests
{
    // 1/2^10: a step between halves relative to the lower one, at most.
    private const double StepOfHalves = 1.0 / 1024;
    private static readonly Grid _box = new(37, 19, 21, 20);

    [Fact]
    public void WhatIsAHalfAlreadyStaysAsItIs()
    {
        // All up to 2^15, those below 2^-14 included.
        for (uint half = 0; half <= (15 + 15) << 10; half++)
        {
            Scalar value = HalfPrecision.Unpack<Scalar, ScalarWord>(new ScalarWord(half));
            Assert.Equal((float)BitConverter.UInt16BitsToHalf((ushort)half), value.Value);
            foreach (uint dither in new[] { 0u, 0x80000000u, 0xFFFFFFFFu })
                Assert.Equal(half, HalfPrecision.Pack<Scalar, ScalarWord>(value, new ScalarWord(dither)).Value);
        }
    }

    [Theory]
    [InlineData(20000.2)]
    [InlineData(1.0003)]
    [InlineData(6.2e-5)]
    [InlineData(3.01e-6)] // below the least normal half
    [InlineData(1e-8)] // below the least half of all
    public void RoundingIsNotBiased(double value)
    {
        const int Dithers = 1 << 14;
        double step = Math.Max(StepOfHalves * value, Math.Pow(2, -24));
        double sum = 0;
        for (uint i = 0; i < Dithers; i++)
        {
            ScalarWord half = HalfPrecision.Pack<Scalar, ScalarWord>(new Scalar((float)value), new ScalarWord(i * HalfPrecision.DitherOfVoxel));
            double rounded = HalfPrecision.Unpack<Scalar, ScalarWord>(half).Value;
            Assert.InRange(Math.Abs(rounded - (float)value), 0, step);
            sum += rounded - (float)value;
        }

        // A sequence by the golden ratio fills [0, 1) to some 3/n; the dither has 13 bits.
        Assert.InRange(Math.Abs(sum / Dithers), 0, step / 4096);
    }

    [Fact]
    public void AParkedFieldErrsByLessThanAThousandth()
    {
        using FieldBox kept = Secretors(Parking.None);
        using FieldBox parked = Secretors(Parking.Half);
        for (int step = 0; step < 40; step++)
        {
            kept.Step();
            parked.Step();
        }

        double[] values = [.. kept.Values().Select(value => (double)value)];
        float[] inHalves = parked.Values();
        // A uniform error of one step of 2^-10 to 2^-11 has 2.9e-4 as root of its square, and past steps add little: each is spread by diffusion.
        Assert.InRange(FieldErrors.RelativeL2(inHalves, values), 1e-5, 5e-4);
        Assert.InRange(Enumerable.Range(0, values.Length).Max(i => Math.Abs(inHalves[i] - values[i]) / values[i]), 0, 1.5 * StepOfHalves);
        Assert.Equal(values.Sum(), inHalves.Sum(value => (double)value), 1e-5 * values.Sum());
        Assert.InRange(parked.Fields.Balance(0).RelativeResidual, 0, 1e-5);
    }

    [Fact]
    public void ASlowDecayIsNotHeldUp()
    {
        // A tenth of a step between halves in each step: to the nearest it would be rounded back for ever.
        const int Steps = 200;
        using FieldBox box = new(_box, Substance(FieldSolver.Chebyshev, Parking.Half) with { Initial = 1.37f, Decay = Rate.PerHourOf(1e-4) }, 1);
        box.Step(Steps);
        Assert.Equal(1.37 * Math.Exp(-1e-4 * Steps), box.Total() / _box.Voxels, 1e-5);
    }

    [Fact]
    public void TheSameBitsOnAnyThreadsAndLanes()
    {
        float[] reference = Run(1, LaneWidth.Scalar);
        Assert.Equal(reference, Run(1, LaneWidths.Best));
        Assert.Equal(reference, Run(3, LaneWidths.Best));

        static float[] Run(int threads, LaneWidth lanes)
        {
            using FieldBox box = Secretors(Parking.Half, threads, lanes);
            return box.Step(5).Values();
        }
    }

    [Fact]
    public void SixFieldsTakeSixteenBytesAVoxelInsteadOfTwentyFour()
    {
        FieldDefinition[] kept = [.. Enumerable.Range(0, 6).Select(i => Substance(FieldSolver.Chebyshev, Parking.None) with { Name = $"f{i}" })];
        FieldDefinition[] parked = [.. kept.Select(field => field with { Parked = Parking.Half })];
        using Workers workers = new(1);
        using DiffusingFields large = new(_box, kept, 0.1, workers, LaneWidths.Best);
        using DiffusingFields small = new(_box, parked, 0.1, workers, LaneWidths.Best);
        Assert.Equal(8 * _box.Voxels, large.AllocatedBytes - small.AllocatedBytes);
        Assert.Equal(
            8 * _box.Voxels, DiffusingFields.RequiredBytes(_box, kept, 0.1, 1) - DiffusingFields.RequiredBytes(_box, parked, 0.1, 1));
    }

    private static FieldBox Secretors(Parking parked, int threads = 1, LaneWidth? lanes = null)
    {
        FieldBox box = new(_box, Substance(FieldSolver.Sdirk2, parked) with { Initial = 0.1f }, 0.25, threads, lanes);
        box.SetGain((x, y, z) => ((x * 7) + (y * 5) + (z * 3)) % 31 == 0 ? 1e-2 : 0);
        box.SetLoss((x, y, z) => (x + y + z) % 5 == 0 ? 1e-3 : 0);
        return box;
    }

    private static FieldDefinition Substance(FieldSolver solver, Parking parked)
        => FieldBox.Substance(10, solver, 1e-5) with { Parked = parked };
}
