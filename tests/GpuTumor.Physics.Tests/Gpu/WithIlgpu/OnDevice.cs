using GpuTumor.Backends.Ilgpu;
using GpuTumor.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Physics.Tests;

/// <summary>The bodies on a device.</summary>
internal static partial class OnDevice
{
    public static float[] Apply(GpuDevice device, ElementaryFunction function, Hill hill, float[] x, float[] y)
    {
        GpuContext context = Turn.On(device);
        using MemoryBuffer1D<float, Stride1D.Dense> first = context.Allocate<float>(x.Length);
        using MemoryBuffer1D<float, Stride1D.Dense> second = context.Allocate<float>(x.Length);
        context.Write<float>(x, first.View);
        context.Write<float>(y, second.View);
        switch (function)
        {
            case ElementaryFunction.Exp2:
                context.ForEach(x.Length, new Exp2Work(first.View));
                break;
            case ElementaryFunction.Log2:
                context.ForEach(x.Length, new Log2Work(first.View));
                break;
            case ElementaryFunction.Saturation:
                context.ForEach(x.Length, new SaturationWork(first.View));
                break;
            case ElementaryFunction.Quotient:
                context.ForEach(x.Length, new QuotientWork(first.View, second.View));
                break;
            case ElementaryFunction.Root:
                context.ForEach(x.Length, new RootWork(first.View));
                break;
            case ElementaryFunction.HillResponse:
                context.ForEach(x.Length, new HillWork(hill, first.View));
                break;
            default:
                context.ForEach(x.Length, new ProductWork(first.View, second.View));
                break;
        }

        float[] result = new float[x.Length];
        context.Read(first.View, result.AsSpan());
        return result;
    }

    public static uint[] Draw(GpuDevice device, ulong key, uint[] counters)
    {
        GpuContext context = Turn.On(device);
        using MemoryBuffer1D<uint, Stride1D.Dense> words = context.Allocate<uint>(counters.Length);
        context.Write<uint>(counters, words.View);
        context.ForEach(counters.Length / 4, new DrawWork(key, counters.Length / 4, words.View));
        uint[] result = new uint[counters.Length];
        context.Read(words.View, result.AsSpan());
        return result;
    }

    public static void Step(GpuDevice device, TumourCell laws, float stepHours, CellsInTheDish cells)
    {
        GpuContext context = Turn.On(device);
        using MemoryBuffer1D<float, Stride1D.Dense> surroundings = Upload(context, cells.Surroundings);
        using MemoryBuffer1D<uint, Stride1D.Dense> mayDivide = Upload(context, cells.MayDivide);
        using MemoryBuffer1D<uint, Stride1D.Dense> draws = Upload(context, cells.Draws);
        using MemoryBuffer1D<uint, Stride1D.Dense> status = Upload(context, cells.Status);
        using MemoryBuffer1D<uint, Stride1D.Dense> signals = Upload(context, cells.Signals);
        using MemoryBuffer1D<uint, Stride1D.Dense> exposure = Upload(context, cells.Exposure);
        using MemoryBuffer1D<uint, Stride1D.Dense> divides = Upload(context, cells.Divides);
        context.ForEach(cells.Count, new StepWork(
            laws, stepHours, cells.Count, surroundings.View, mayDivide.View, draws.View, status.View, signals.View,
            exposure.View, divides.View));
        context.Read(status.View, cells.Status.AsSpan());
        context.Read(signals.View, cells.Signals.AsSpan());
        context.Read(exposure.View, cells.Exposure.AsSpan());
        context.Read(divides.View, cells.Divides.AsSpan());
    }

    private static MemoryBuffer1D<T, Stride1D.Dense> Upload<T>(GpuContext context, T[] values)
        where T : unmanaged
    {
        MemoryBuffer1D<T, Stride1D.Dense> buffer = context.Allocate<T>(values.Length);
        context.Write<T>(values, buffer.View);
        return buffer;
    }

    private readonly struct Exp2Work(ArrayView<float> x) : IItemWork
    {
        private readonly ArrayView<float> _x = x;

        public void At(long item) => _x[item] = Elementary.Exp2<Scalar, ScalarWord>(new Scalar(_x[item])).Value;
    }

    private readonly struct Log2Work(ArrayView<float> x) : IItemWork
    {
        private readonly ArrayView<float> _x = x;

        public void At(long item) => _x[item] = Elementary.Log2<Scalar, ScalarWord>(new Scalar(_x[item])).Value;
    }

    private readonly struct SaturationWork(ArrayView<float> x) : IItemWork
    {
        private readonly ArrayView<float> _x = x;

        public void At(long item) => _x[item] = Elementary.Saturation<Scalar, ScalarWord>(new Scalar(_x[item])).Value;
    }

    private readonly struct QuotientWork(ArrayView<float> x, ArrayView<float> y) : IItemWork
    {
        private readonly ArrayView<float> _x = x;
        private readonly ArrayView<float> _y = y;

        public void At(long item) => _x[item] = (new Scalar(_x[item]) / new Scalar(_y[item])).Value;
    }

    private readonly struct RootWork(ArrayView<float> x) : IItemWork
    {
        private readonly ArrayView<float> _x = x;

        public void At(long item) => _x[item] = Scalar.Root(new Scalar(_x[item])).Value;
    }

    private readonly struct HillWork(Hill hill, ArrayView<float> x) : IItemWork
    {
        private readonly Hill _hill = hill;
        private readonly ArrayView<float> _x = x;

        public void At(long item) => _x[item] = _hill.Of<Scalar, ScalarWord>(new Scalar(_x[item])).Value;
    }

    private readonly struct ProductWork(ArrayView<float> x, ArrayView<float> y) : IItemWork
    {
        private readonly ArrayView<float> _x = x;
        private readonly ArrayView<float> _y = y;

        public void At(long item)
        {
            Scalar first = new(_x[item]);
            Scalar second = new(_y[item]);
            _x[item] = Scalar.Fma(first, second, first * second).Value;
        }
    }

    private readonly struct DrawWork(ulong key, long count, ArrayView<uint> words) : IItemWork
    {
        private readonly ulong _key = key;
        private readonly long _count = count;
        private readonly ArrayView<uint> _words = words;

        public void At(long item)
        {
            ScalarWord c0 = new(_words[item]);
            ScalarWord c1 = new(_words[_count + item]);
            ScalarWord c2 = new(_words[(2 * _count) + item]);
            ScalarWord c3 = new(_words[(3 * _count) + item]);
            Philox.Draw(_key, ref c0, ref c1, ref c2, ref c3);
            _words[item] = c0.Value;
            _words[_count + item] = c1.Value;
            _words[(2 * _count) + item] = c2.Value;
            _words[(3 * _count) + item] = c3.Value;
        }
    }

    private readonly struct StepWork(
        TumourCell laws, float stepHours, long count, ArrayView<float> surroundings, ArrayView<uint> mayDivide,
        ArrayView<uint> draws, ArrayView<uint> status, ArrayView<uint> signals, ArrayView<uint> exposure, ArrayView<uint> divides)
        : IItemWork
    {
        private readonly TumourCell _laws = laws;
        private readonly float _stepHours = stepHours;
        private readonly long _count = count;
        private readonly ArrayView<float> _surroundings = surroundings;
        private readonly ArrayView<uint> _mayDivide = mayDivide;
        private readonly ArrayView<uint> _draws = draws;
        private readonly ArrayView<uint> _status = status;
        private readonly ArrayView<uint> _signals = signals;
        private readonly ArrayView<uint> _exposure = exposure;
        private readonly ArrayView<uint> _divides = divides;

        public void At(long item)
        {
            Surroundings<Scalar> here = default;
            here.Oxygen = new(_surroundings[item]);
            here.TargetedDrug = new(_surroundings[_count + item]);
            here.NextDrug = new(_surroundings[(2 * _count) + item]);
            here.AktInhibitor = new(_surroundings[(3 * _count) + item]);
            here.ChemoA = new(_surroundings[(4 * _count) + item]);
            here.ChemoB = new(_surroundings[(5 * _count) + item]);
            here.Hgf = new(_surroundings[(6 * _count) + item]);
            here.Igf1 = new(_surroundings[(7 * _count) + item]);
            here.Suppressor = new(_surroundings[(8 * _count) + item]);
            here.Damp = new(_surroundings[(9 * _count) + item]);
            here.Ecm = new(_surroundings[(10 * _count) + item]);
            here.DivisionFactor = new(_surroundings[(11 * _count) + item]);
            here.AddedDeath = new(_surroundings[(12 * _count) + item]);
            here.Neighbours = new(_surroundings[(13 * _count) + item]);
            here.DistanceToRoom = new(_surroundings[(14 * _count) + item]);
            CellDraws<ScalarWord> draws = default;
            draws.Cycle = new(_draws[item]);
            draws.Death = new(_draws[_count + item]);
            draws.Cause = new(_draws[(2 * _count) + item]);
            draws.Signals = new(_draws[(3 * _count) + item]);
            draws.Mode = new(_draws[(4 * _count) + item]);
            draws.Senescence = new(_draws[(5 * _count) + item]);
            draws.Metabolism = new(_draws[(6 * _count) + item]);
            draws.Exposure = new(_draws[(7 * _count) + item]);
            CellWords<ScalarWord> cell = default;
            cell.Status = new(_status[item]);
            cell.Signals = new(_signals[item]);
            cell.Exposure = new(_exposure[item]);
            ScalarWord divides = CellStep.Advance(_laws, _stepHours, here, new ScalarWord(_mayDivide[item]), draws, ref cell);
            _status[item] = cell.Status.Value;
            _signals[item] = cell.Signals.Value;
            _exposure[item] = cell.Exposure.Value;
            _divides[item] = divides.Value;
        }
    }
}
