using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Where the concentration of a field is read between steps, as it is or parked; or nowhere.</summary>
internal readonly unsafe struct ConcentrationView
{
    private readonly float* _values;
    private readonly ushort* _halves;
    private readonly float* _unit;

    /// <summary>A map of values; null for none.</summary>
    public ConcentrationView(float* values) => _values = values;

    /// <summary>A parked map.</summary>
    /// <param name="halves">Its halves.</param>
    /// <param name="unit">What a half of 1 stands for, which changes from step to step.</param>
    public ConcentrationView(ushort* halves, float* unit)
    {
        _halves = halves;
        _unit = unit;
    }

    /// <summary>The values as they lie; null where there are none, or in halves.</summary>
    public float* Plain => _values;

    /// <summary>Whether there is no such map.</summary>
    public bool IsAbsent => _values is null && _halves is null;

    /// <summary>The concentration in a voxel.</summary>
    public float this[long voxel]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _values is not null
            ? _values[voxel]
            : HalfPrecision.Unpack<Scalar, ScalarWord>(new ScalarWord(_halves[voxel])).Value * *_unit;
    }

    /// <summary>The concentrations in eight voxels side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Eight(long voxel) => _values is not null
        ? Vector256.Load(_values + voxel)
        : (HalfPrecision.Unpack<Octet, OctetWord>(new OctetWord(Halves.Widen(_halves + voxel))) * Octet.Of(*_unit)).Value;

    /// <summary>Asks the memory for the concentrations from a voxel on; nothing happens where there is no such map.</summary>
    public void Announce(long voxel)
    {
        if (_values is not null)
            Sse.Prefetch0(_values + voxel);
        else if (_halves is not null)
            Sse.Prefetch0(_halves + voxel);
    }

    /// <summary>The concentration in a voxel, or what counts where there is no such map.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Or(float otherwise, long voxel) => IsAbsent ? otherwise : this[voxel];

    /// <summary>Concentrations side by side: where they are, or copied to a buffer.</summary>
    public float* Values(long first, int count, float* buffer)
    {
        if (_values is not null)
            return _values + first;
        CopyTo(first, new Span<float>(buffer, count));
        return buffer;
    }

    /// <summary>Copies concentrations out.</summary>
    public void CopyTo(long first, Span<float> values)
    {
        if (_values is not null)
        {
            new ReadOnlySpan<float>(_values + first, values.Length).CopyTo(values);
            return;
        }

        for (int i = 0; i < values.Length; i++)
            values[i] = this[first + i];
    }
}
