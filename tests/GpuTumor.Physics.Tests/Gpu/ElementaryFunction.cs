using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>The elementary bodies that are compared from device to device.</summary>
public enum ElementaryFunction
{
    Exp2,
    Log2,
    Saturation,
    Quotient,
    Root,
    HillResponse,
    ProductThenSum,
}

/// <summary>One body for all devices that picks the function to compare.</summary>
internal static class ElementaryFunctions
{
    public static TLane Of<TLane, TWord>(ElementaryFunction function, Hill hill, TLane x, TLane y)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => function switch
        {
            ElementaryFunction.Exp2 => Elementary.Exp2<TLane, TWord>(x),
            ElementaryFunction.Log2 => Elementary.Log2<TLane, TWord>(x),
            ElementaryFunction.Saturation => Elementary.Saturation<TLane, TWord>(x),
            ElementaryFunction.Quotient => x / y,
            ElementaryFunction.Root => TLane.Root(x),
            ElementaryFunction.HillResponse => hill.Of<TLane, TWord>(x),
            _ => TLane.Fma(x, y, x * y),
        };
}
