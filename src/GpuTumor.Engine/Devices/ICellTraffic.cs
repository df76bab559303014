namespace GpuTumor.Engine;

/// <summary>A tissue whose cells can be looked at one by one, taken out, killed and put in from outside, between steps.</summary>
/// <remarks>
/// Cells are named by voxel: <c>v</c> is the resident of voxel v, <c>~v</c> the cell that waits there for room. No voxel may be
/// named twice in one call. Voxels at the faces of the box hold no cells.
/// </remarks>
public interface ICellTraffic
{
    /// <summary>Copies out the cells at the given places; where there is none, all words are 0.</summary>
    void Look(ReadOnlySpan<int> places, Span<CellState> cells);

    /// <summary>Reads a field at the given voxels.</summary>
    void Sample(int field, ReadOnlySpan<int> voxels, Span<float> values);

    /// <summary>Takes cells out, dead or alive. Where a resident goes, the one that waited takes its place.</summary>
    void TakeOut(ReadOnlySpan<int> places);

    /// <summary>Kills the living cells at the given places: they become apoptotic bodies.</summary>
    void Kill(ReadOnlySpan<int> places);

    /// <summary>Puts a cell into each voxel, to wait there for room if it is taken. False where one waits already.</summary>
    void PutIn(ReadOnlySpan<int> voxels, ReadOnlySpan<CellState> cells, Span<bool> placed);

    /// <summary>Enters a clone that began elsewhere into the table of clones.</summary>
    /// <param name="parent">Its parent's number here.</param>
    /// <param name="birthStep">When it began.</param>
    /// <param name="traits">What it is: see <see cref="Kernels.CloneTraits"/>.</param>
    /// <returns>Its number here.</returns>
    uint Adopt(uint parent, uint birthStep, uint traits);
}
