namespace GpuTumor.Snapshots;

/// <summary>What openPMD wants to know of a unit: its size in SI and its dimension.</summary>
/// <param name="Size">SI units in one of this unit.</param>
/// <param name="Dimension">Powers of length, mass, time, current, temperature, amount and luminous intensity.</param>
internal readonly record struct UnitInSi(double Size, double[] Dimension)
{
    private static readonly double[] _number = new double[7];
    private static readonly double[] _pressure = [-1, 1, -2, 0, 0, 0, 0];
    private static readonly double[] _amountPerVolume = [-3, 0, 0, 0, 0, 1, 0];
    private static readonly double[] _massPerVolume = [-3, 1, 0, 0, 0, 0, 0];
    private static readonly double[] _time = [0, 0, 1, 0, 0, 0, 0];
    private static readonly double[] _length = [1, 0, 0, 0, 0, 0, 0];

    /// <summary>Looks a unit up by its UDUNITS spelling; a unit not known here counts as a number.</summary>
    public static UnitInSi Of(string unit) => unit switch
    {
        "mmHg" => new(133.322387415, _pressure),
        "kPa" => new(1e3, _pressure),
        "Pa" => new(1, _pressure),
        "mol/L" or "M" => new(1e3, _amountPerVolume),
        "mmol/L" or "mM" => new(1, _amountPerVolume),
        "umol/L" or "uM" => new(1e-3, _amountPerVolume),
        "nmol/L" or "nM" => new(1e-6, _amountPerVolume),
        "pmol/L" or "pM" => new(1e-9, _amountPerVolume),
        "g/L" or "mg/mL" => new(1, _massPerVolume),
        "mg/L" or "ug/mL" => new(1e-3, _massPerVolume),
        "ug/L" or "ng/mL" => new(1e-6, _massPerVolume),
        "s" => new(1, _time),
        "min" => new(60, _time),
        "h" => new(3600, _time),
        "d" => new(86400, _time),
        "um" => new(1e-6, _length),
        "mm" => new(1e-3, _length),
        _ => new(1, _number),
    };
}
