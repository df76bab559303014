using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>What one cell gives to a field, by what it is and how it fares [field unit/s in the cell's voxel].</summary>
/// <remarks>
/// q = basal + induced·S + senescent·[SEN] + hypoxic·w(p) + mesenchymal·x + epithelial·(1 − x) for a living cell, with the
/// want of oxygen w(p) (<see cref="Kernels.Hypoxia"/>), if it is one of <see cref="By"/>, else 0; apoptotic or necrotic for a dead
/// one. A molecule a second from one cell is 2.08·10⁻⁴ nM/s in a voxel of 20 µm. Amounts belong to the field and have their evidence with its parameters: nearly all [G]; that
/// cells secrete which lose FRA1 under therapy is Obenauf 2015 [V]. Invariant: q ≥ 0.
/// </remarks>
/// <param name="Basal">Every living tumour cell.</param>
/// <param name="Induced">Added in proportion to the therapy-induced secretome S.</param>
public readonly record struct Secretion(float Basal, float Induced)
{
    /// <summary>Added by a senescent cell.</summary>
    public float Senescent { get; init; }

    /// <summary>Added for want of oxygen.</summary>
    public float Hypoxic { get; init; }

    /// <summary>Added in proportion to the mesenchymal state x.</summary>
    public float Mesenchymal { get; init; }

    /// <summary>Added in proportion to 1 − x.</summary>
    public float Epithelial { get; init; }

    /// <summary>Which of the living tumour cells give; all by default.</summary>
    public CellGroup By { get; init; }

    /// <summary>An apoptotic body.</summary>
    public float Apoptotic { get; init; }

    /// <summary>A necrotic cell.</summary>
    public float Necrotic { get; init; }

    /// <summary>Whether no cell ever gives anything.</summary>
    public bool IsNone => this with { By = default } == default;

    /// <summary>The concentration that one molecule adds to a voxel [nmol/L].</summary>
    /// <param name="spacing">Edge of the voxel [µm].</param>
    public static double NanomolarPerMolecule(double spacing)
    {
        const double Avogadro = 6.02214076e23;
        double litres = spacing * spacing * spacing * 1e-15;
        return 1e9 / (Avogadro * litres);
    }

    /// <summary>What a cell gives [field unit/s].</summary>
    /// <param name="status">Its status.</param>
    /// <param name="signals">Its signals.</param>
    /// <param name="oxygen">Oxygen tension at its voxel [mmHg].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Of(uint status, uint signals, float oxygen)
        => Of<Scalar, ScalarWord>(new ScalarWord(status), new ScalarWord(signals), new Scalar(oxygen)).Value;

    /// <summary>What cells give [field unit/s].</summary>
    /// <param name="status">Their status.</param>
    /// <param name="signals">Their signals.</param>
    /// <param name="oxygen">Oxygen tension at their voxels [mmHg].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Of<TLane, TWord>(TWord status, TWord signals, TLane oxygen)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane none = TLane.Of(0f);
        TWord kind = status & TWord.Of(CellRecord.KindMask);
        TWord phase = status & TWord.Of(CellRecord.PhaseMask);
        TLane secretome = CellRecord.Unpack<TLane, TWord>(signals, CellRecord.SecretomeShift);
        TLane mesenchymal = CellRecord.Unpack<TLane, TWord>(signals, CellRecord.EmtShift);
        TLane senescent = TLane.WhereEqual(
            phase, TWord.Of((uint)CellPhase.Senescent << CellRecord.PhaseShift), TLane.Of(Senescent), none);
        TLane given = TLane.Fma(TLane.Of(Induced), secretome, TLane.Of(Basal) + senescent);
        given = TLane.Fma(TLane.Of(Hypoxic), Kernels.Hypoxia.Of<TLane, TWord>(oxygen), given);
        given = TLane.Fma(TLane.Of(Mesenchymal), mesenchymal, given);
        given = TLane.Fma(TLane.Of(Epithelial), TLane.Of(1f) - mesenchymal, given);
        given = By.Where(status, given, none);
        TLane ofTheDead = TLane.WhereEqual(kind, TWord.Of((uint)CellKind.Necrotic), TLane.Of(Necrotic), none);
        ofTheDead = TLane.WhereEqual(kind, TWord.Of((uint)CellKind.Apoptotic), TLane.Of(Apoptotic), ofTheDead);
        return TLane.WhereEqual(kind, TWord.Of((uint)CellKind.Tumour), given, ofTheDead);
    }
}
