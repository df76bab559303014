using System.Reflection;
using GpuTumor.Kernels;
using ILGPU;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Frontend;
using ILGPU.Frontend.Intrinsic;
using ILGPU.IR;
using ILGPU.IR.Intrinsics;
using ILGPU.IR.Values;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>
/// Makes generated code round as IEEE 754 says: a fused multiply–add is one instruction, and no other product is ever fused.
/// </summary>
/// <remarks>
/// ILGPU has no fused multiply–add and writes <c>mul.f32</c>, <c>add.f32</c> to PTX, which the driver's assembler may fuse. Here
/// <see cref="MathF.FusedMultiplyAdd(float, float, float)"/> becomes <c>fma.rn</c> (OpenCL: <c>fma</c>), and sums and products
/// become <c>add.rn</c>, <c>mul.rn</c>, which it may not. <see cref="ExactSingle"/> becomes <c>div.rn.f32</c> and <c>sqrt.rn.f32</c>, which are exact, a
/// fraction of the work in double, and on devices with few units for double a small one. OpenCL, which has no such promise, keeps to double.
/// </remarks>
internal static class ExactArithmetic
{
    private static readonly MethodInfo _singleFma = Method(nameof(FusedMultiplyAdd), typeof(float));
    private static readonly MethodInfo _doubleFma = Method(nameof(FusedMultiplyAdd), typeof(double));
    private static readonly MethodInfo _quotient = Single(nameof(Quotient), 2);
    private static readonly MethodInfo _root = Single(nameof(Root), 1);

    // The remapping is known to the whole process, so it is made once.
    private static readonly Lazy<bool> _remapping = new(Remap);

    /// <summary>Registers the code generators with a context to be.</summary>
    public static void Register(Context.Builder builder)
    {
        _ = _remapping.Value;
        IntrinsicImplementationManager manager = builder.GetIntrinsicManager();
        foreach (MethodInfo fma in new[] { _singleFma, _doubleFma })
        {
            manager.RegisterMethod(fma, Ptx(nameof(WriteFmaToPtx)));
            manager.RegisterMethod(fma, new CLIntrinsic(
                typeof(ExactArithmetic), nameof(WriteFmaToOpenCl), IntrinsicImplementationMode.GenerateCode));
        }

        manager.RegisterMethod(_quotient, Ptx(nameof(WriteQuotientToPtx)));
        manager.RegisterMethod(_quotient, InDouble(nameof(QuotientInDouble)));
        manager.RegisterMethod(_root, Ptx(nameof(WriteRootToPtx)));
        manager.RegisterMethod(_root, InDouble(nameof(RootInDouble)));
        foreach (BasicValueType type in new[] { BasicValueType.Float32, BasicValueType.Float64 })
        {
            manager.RegisterBinaryArithmetic(BinaryArithmeticKind.Add, type, Ptx(nameof(WriteRoundedToPtx)));
            manager.RegisterBinaryArithmetic(BinaryArithmeticKind.Sub, type, Ptx(nameof(WriteRoundedToPtx)));
            manager.RegisterBinaryArithmetic(BinaryArithmeticKind.Mul, type, Ptx(nameof(WriteRoundedToPtx)));
        }
    }

    /// <summary>Stands for the instruction; never called.</summary>
    [IntrinsicImplementation]
    private static float FusedMultiplyAdd(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

    /// <summary>Stands for the instruction; never called.</summary>
    [IntrinsicImplementation]
    private static double FusedMultiplyAdd(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);

    /// <summary>Stands for the instruction; never called.</summary>
    [IntrinsicImplementation]
    private static float Quotient(float a, float b) => ExactSingle.Quotient(a, b);

    /// <summary>Stands for the instruction; never called.</summary>
    [IntrinsicImplementation]
    private static float Root(float a) => ExactSingle.Root(a);

    private static float QuotientInDouble(float a, float b) => (float)((double)a / b);

    private static float RootInDouble(float a) => (float)Math.Sqrt(a);

    private static bool Remap()
    {
        RemappedIntrinsics.AddRemapping(
            typeof(ExactSingle).GetMethod(nameof(ExactSingle.Quotient))!, (ref InvocationContext call) => call.Method = _quotient);
        RemappedIntrinsics.AddRemapping(
            typeof(ExactSingle).GetMethod(nameof(ExactSingle.Root))!, (ref InvocationContext call) => call.Method = _root);
        RemappedIntrinsics.AddRemapping(
            typeof(MathF).GetMethod(nameof(MathF.FusedMultiplyAdd), [typeof(float), typeof(float), typeof(float)])!,
            (ref InvocationContext call) => call.Method = _singleFma);
        RemappedIntrinsics.AddRemapping(
            typeof(Math).GetMethod(nameof(Math.FusedMultiplyAdd), [typeof(double), typeof(double), typeof(double)])!,
            (ref InvocationContext call) => call.Method = _doubleFma);
        return true;
    }

    private static MethodInfo Method(string name, Type type)
        => typeof(ExactArithmetic).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static, [type, type, type])!;

    private static MethodInfo Single(string name, int operands)
        => typeof(ExactArithmetic).GetMethod(
            name, BindingFlags.NonPublic | BindingFlags.Static, [.. Enumerable.Repeat(typeof(float), operands)])!;

    private static CLIntrinsic InDouble(string name)
        => new(typeof(ExactArithmetic), name, IntrinsicImplementationMode.Redirect);

    private static PTXIntrinsic Ptx(string generator)
        => new(typeof(ExactArithmetic), generator, IntrinsicImplementationMode.GenerateCode);

    private static void WriteFmaToPtx(PTXBackend backend, PTXCodeGenerator generator, Value value)
    {
        var a = generator.LoadPrimitive(value[0]);
        var b = generator.LoadPrimitive(value[1]);
        var c = generator.LoadPrimitive(value[2]);
        var result = generator.AllocateHardware(value);
        using var command = generator.BeginCommand("fma.rn." + Suffix(value.BasicValueType));
        command.AppendArgument(result);
        command.AppendArgument(a);
        command.AppendArgument(b);
        command.AppendArgument(c);
    }

    private static void WriteQuotientToPtx(PTXBackend backend, PTXCodeGenerator generator, Value value)
    {
        var a = generator.LoadPrimitive(value[0]);
        var b = generator.LoadPrimitive(value[1]);
        var result = generator.AllocateHardware(value);
        using var command = generator.BeginCommand("div.rn.f32");
        command.AppendArgument(result);
        command.AppendArgument(a);
        command.AppendArgument(b);
    }

    private static void WriteRootToPtx(PTXBackend backend, PTXCodeGenerator generator, Value value)
    {
        var a = generator.LoadPrimitive(value[0]);
        var result = generator.AllocateHardware(value);
        using var command = generator.BeginCommand("sqrt.rn.f32");
        command.AppendArgument(result);
        command.AppendArgument(a);
    }

    private static void WriteRoundedToPtx(PTXBackend backend, PTXCodeGenerator generator, Value value)
    {
        var arithmetic = (BinaryArithmeticValue)value;
        var left = generator.LoadPrimitive(arithmetic.Left);
        var right = generator.LoadPrimitive(arithmetic.Right);
        var result = generator.AllocateHardware(value);
        string operation = arithmetic.Kind switch
        {
            BinaryArithmeticKind.Add => "add.rn.",
            BinaryArithmeticKind.Sub => "sub.rn.",
            _ => "mul.rn.",
        };
        using var command = generator.BeginCommand(operation + Suffix(value.BasicValueType));
        command.AppendArgument(result);
        command.AppendArgument(left);
        command.AppendArgument(right);
    }

    private static void WriteFmaToOpenCl(CLBackend backend, CLCodeGenerator generator, Value value)
    {
        var a = generator.Load(value[0]);
        var b = generator.Load(value[1]);
        var c = generator.Load(value[2]);
        var result = generator.Allocate(value);
        using var statement = generator.BeginStatement(result, "fma");
        statement.BeginArguments();
        statement.AppendArgument(a);
        statement.AppendArgument(b);
        statement.AppendArgument(c);
        statement.EndArguments();
    }

    private static string Suffix(BasicValueType type) => type == BasicValueType.Float64 ? "f64" : "f32";
}
