namespace GpuTumor.Engine;

/// <summary>The mutable state of one site on one device: fields and cells. All else about a run is description.</summary>
/// <remarks>Its state is carried in the names of <see cref="TissueArchive"/>, the same for every device.</remarks>
public interface ITissue : IStateful, IDisposable
{
    /// <summary>What can be read: the fields in the model's order, then the cell state.</summary>
    IReadOnlyList<Quantity> Quantities { get; }

    /// <summary>One step: fields, then cells sense, decide and move.</summary>
    /// <param name="clock">The clock before the step.</param>
    /// <param name="plasma">Drug levels in blood, in the model's order of drugs.</param>
    void Advance(Clock clock, ReadOnlySpan<float> plasma);

    /// <summary>Wounds a part of the tissue: from now on it secretes, less every day, as <see cref="FieldDefinition.WoundSecretion"/> says.</summary>
    void Wound(Ball region) => throw new DeviceException("wounds are not simulated on this device yet; use --backend cpu");

    /// <summary>Wounds single voxels, as a cut does.</summary>
    void Wound(ReadOnlySpan<int> voxels) => throw new DeviceException("wounds are not simulated on this device yet; use --backend cpu");

    /// <summary>Bathes the tissue in a medium from now on: a field is drawn towards a level everywhere.</summary>
    /// <param name="field">The field.</param>
    /// <param name="perSecond">How fast [1/s]; 0 takes the medium away.</param>
    /// <param name="level">The level in the medium [field unit].</param>
    void Bathe(int field, float perSecond, float level)
        => throw new DeviceException("baths are not simulated on this device yet; use --backend cpu");

    /// <summary>Counts the cells.</summary>
    Census TakeCensus();

    /// <summary>Every clone that has been, for reading only: it grows with the next steps.</summary>
    CloneTable ReadClones();

    /// <summary>Statistics of a field: over the box and over living cells; and its mass balance since the start.</summary>
    FieldSummary Summarise(int field);

    /// <summary>The first voxel of a field that is not finite, or −1.</summary>
    long FindNonFinite(int field);

    /// <summary>A 64-bit hash of all cell state and all field bits; the same for any threads, tiles and restarts.</summary>
    ulong StateHash();

    /// <summary>Copies whole z-planes of a quantity.</summary>
    /// <param name="quantity">Index in <see cref="Quantities"/>.</param>
    /// <param name="firstPlane">First z.</param>
    /// <param name="destination">Planes · Nx · Ny elements.</param>
    void Read(int quantity, int firstPlane, Span<byte> destination);

    /// <summary>Keeps quantities as they are now, as far as the device has room; null where reading them at once is as good.</summary>
    IStill? TakeStill(IReadOnlyList<int> quantities) => null;

    /// <summary>The same of some z-planes, which alone may be read from it.</summary>
    IStill? TakeStill(IReadOnlyList<int> quantities, int firstPlane, int planes) => null;

    /// <summary>Bytes of the device that stills may take; 0 where none are taken.</summary>
    long RoomForStills => 0;

    /// <summary>Bytes held on the device.</summary>
    long AllocatedBytes { get; }

    /// <summary>Where the time went so far.</summary>
    PhaseTimes Times { get; }
}
