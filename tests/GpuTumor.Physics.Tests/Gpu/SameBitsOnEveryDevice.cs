using GpuTumor.Backends.Cpu;
using GpuTumor.Backends.Ilgpu;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>The bodies of the kernels give the same bits on a device, in the reference, and in lanes of any width.</summary>
[Collection(nameof(OnDevices))]
public class SameBitsOnEveryDevice
{
    private const int Values = 1 << 16;
    private const ulong Key = 0x0123456789ABCDEF;
    private static readonly Hill _response = new(0.3f, 2.5f);

    public static TheoryData<LaneWidth> Widths => [.. Vectors];

    public static TheoryData<LaneWidth, ElementaryFunction> FunctionsInLanes
    {
        get
        {
            TheoryData<LaneWidth, ElementaryFunction> cases = [];
            foreach (LaneWidth width in Vectors)
            {
                foreach (ElementaryFunction function in Enum.GetValues<ElementaryFunction>())
                    cases.Add(width, function);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(FunctionsInLanes))]
    public void ElementaryFunctionsAreTheSameInLanes(LaneWidth width, ElementaryFunction function)
    {
        (float[] x, float[] y) = Arguments(function);
        AssertSameBits(
            OnProcessor.Apply(LaneWidth.Scalar, function, _response, x, y), OnProcessor.Apply(width, function, _response, x, y), x);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void RandomWordsAreTheSameInLanes(LaneWidth width)
    {
        uint[] counters = new CellsInTheDish(Values, 3).Draws;
        AssertSameWords(OnProcessor.Draw(LaneWidth.Scalar, Key, counters), OnProcessor.Draw(width, Key, counters));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void TheCellStepIsTheSameInLanes(LaneWidth width)
    {
        CellsInTheDish reference = new(Values, 5);
        CellsInTheDish cells = reference.Copy();
        OnProcessor.Step(LaneWidth.Scalar, TumourCell.Default(0.5), 0.5f, reference);
        OnProcessor.Step(width, TumourCell.Default(0.5), 0.5f, cells);
        AssertSameCells(reference, cells);
    }

    [Fact]
    public void TwoRegistersSideBySideDoWhatOneDoes()
    {
        if (!LaneWidths.Runnable.Contains(LaneWidth.Octet))
            return;
        foreach (ElementaryFunction function in Enum.GetValues<ElementaryFunction>())
        {
            (float[] x, float[] y) = Arguments(function);
            AssertSameBits(
                OnProcessor.Apply(LaneWidth.Scalar, function, _response, x, y), OnProcessor.ApplyInPairs(function, _response, x, y), x);
        }

        uint[] counters = new CellsInTheDish(Values, 3).Draws;
        AssertSameWords(OnProcessor.Draw(LaneWidth.Scalar, Key, counters), OnProcessor.DrawInPairs(Key, counters));
        CellsInTheDish reference = new(Values, 5);
        CellsInTheDish cells = reference.Copy();
        OnProcessor.Step(LaneWidth.Scalar, TumourCell.Default(0.5), 0.5f, reference);
        OnProcessor.StepInPairs(TumourCell.Default(0.5), 0.5f, cells);
        AssertSameCells(reference, cells);
    }

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void ElementaryFunctionsAreTheSameOnADevice(string backend)
    {
        foreach (ElementaryFunction function in Enum.GetValues<ElementaryFunction>())
        {
            (float[] x, float[] y) = Arguments(function);
            AssertSameBits(
                OnProcessor.Apply(LaneWidth.Scalar, function, _response, x, y),
                OnDevice.Apply(First(backend), function, _response, x, y),
                x);
        }
    }

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void RandomWordsAreTheSameOnADevice(string backend)
    {
        uint[] counters = new CellsInTheDish(Values, 3).Draws;
        AssertSameWords(OnProcessor.Draw(LaneWidth.Scalar, Key, counters), OnDevice.Draw(First(backend), Key, counters));
    }

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void TheCellStepIsTheSameOnADevice(string backend)
    {
        CellsInTheDish reference = new(Values, 5);
        CellsInTheDish cells = reference.Copy();
        OnProcessor.Step(LaneWidth.Scalar, TumourCell.Default(0.5), 0.5f, reference);
        OnDevice.Step(First(backend), TumourCell.Default(0.5), 0.5f, cells);
        AssertSameCells(reference, cells);
    }

    [Fact]
    public void TheDishHoldsCellsThatDivideAndDieAndAreCleared()
    {
        CellsInTheDish before = new(Values, 5);
        CellsInTheDish after = before.Copy();
        OnProcessor.Step(LaneWidth.Scalar, TumourCell.Default(0.5), 0.5f, after);

        Assert.Contains(1u, after.Divides);
        Assert.Contains(Enumerable.Range(0, Values), i => Kind(before, i) == CellKind.Tumour && Kind(after, i) == CellKind.Apoptotic);
        Assert.Contains(Enumerable.Range(0, Values), i => Kind(before, i) == CellKind.Tumour && Kind(after, i) == CellKind.Necrotic);
        Assert.Contains(Enumerable.Range(0, Values), i => Kind(before, i) == CellKind.Necrotic && Kind(after, i) == CellKind.Empty);
    }

    private static IEnumerable<LaneWidth> Vectors => LaneWidths.Available.Where(width => width != LaneWidth.Scalar);

    private static CellKind Kind(CellsInTheDish cells, int index) => CellRecord.Kind(cells.Status[index]);

    private static GpuDevice First(string backend) => GpuDevices.Discover().First(device => device.Backend == backend);

    // Arguments over the whole domain of each function, its ends included.
    private static (float[] X, float[] Y) Arguments(ElementaryFunction function)
    {
        Random random = new(17);
        float[] x = new float[Values];
        float[] y = new float[Values];
        for (int i = 0; i < Values; i++)
        {
            double u = random.NextDouble();
            x[i] = (float)(function switch
            {
                ElementaryFunction.Exp2 => -140 + (280 * u),
                ElementaryFunction.Quotient or ElementaryFunction.ProductThenSum => Math.Pow(10, -15 + (30 * u)) * (random.Next(2) == 0 ? -1 : 1),
                ElementaryFunction.Saturation => Math.Pow(10, -8 + (10 * u)),
                _ => Math.Pow(10, -30 + (60 * u)),
            });
            y[i] = (float)Math.Pow(10, -15 + (30 * random.NextDouble()));
        }

        x[0] = 0f;
        x[1] = 1f;
        return (x, y);
    }

    private static void AssertSameBits(float[] expected, float[] actual, float[] arguments)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i]))
                Assert.Fail($"at {arguments[i]:R}: {expected[i]:R} expected, {actual[i]:R} found");
        }
    }

    private static void AssertSameCells(CellsInTheDish expected, CellsInTheDish actual)
    {
        AssertSameWords(expected.Status, actual.Status);
        AssertSameWords(expected.Signals, actual.Signals);
        AssertSameWords(expected.Exposure, actual.Exposure);
        AssertSameWords(expected.Divides, actual.Divides);
    }

    private static void AssertSameWords(uint[] expected, uint[] actual)
    {
        int common = expected.AsSpan().CommonPrefixLength(actual);
        Assert.True(common == expected.Length, $"they differ from word {common} of {expected.Length}");
    }
}
