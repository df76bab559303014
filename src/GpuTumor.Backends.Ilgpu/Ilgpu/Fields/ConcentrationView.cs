using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Where the concentration of a field is read between steps, as it is or parked; or nowhere.</summary>
/// <remarks>Words of floats; or, parked, the unit as a float and then two halves a word.</remarks>
internal readonly struct ConcentrationView
{
    /// <summary>Words before the halves of a parked map: its unit.</summary>
    public const int WordsOfUnit = 1;

    private readonly ArrayView<uint> _words;
    private readonly int _isParked;

    private ConcentrationView(ArrayView<uint> words, int isParked) => (_words, _isParked) = (words, isParked);

    /// <summary>A map of values; an empty one for none.</summary>
    public static ConcentrationView Of(ArrayView<float> values) => values.Length > 0 ? new(values.Cast<uint>(), 0) : default;

    /// <summary>A parked map.</summary>
    public static ConcentrationView Parked(ArrayView<uint> words) => new(words, 1);

    /// <summary>The concentration in a voxel.</summary>
    public float this[long voxel]
    {
        get
        {
            if (_isParked == 0)
                return Value(_words[voxel]);
            uint pair = _words[WordsOfUnit + (voxel >> 1)];
            uint half = (voxel & 1) != 0 ? pair >> 16 : pair & 0xFFFFu;
            return HalfPrecision.Unpack<Scalar, ScalarWord>(new ScalarWord(half)).Value * Value(_words[0]);
        }
    }

    /// <summary>The concentration in a voxel, or what counts where there is no such map.</summary>
    public float Or(float otherwise, long voxel) => _words.Length > 0 ? this[voxel] : otherwise;

    private static float Value(uint word) => BitConverter.Int32BitsToSingle((int)word);
}
