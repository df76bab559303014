using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A lattice as sweeps meet it, row by row: in free tissue or in the matrix.</summary>
internal interface IFieldLattice<TRow>
    where TRow : struct, IFieldRow
{
    /// <summary>Its axes.</summary>
    FieldLattice Axes { get; }

    /// <summary>A row with its neighbours and couplings.</summary>
    /// <param name="y">Row in the plane.</param>
    /// <param name="z">Plane.</param>
    /// <param name="loss">First-order loss everywhere [1/s].</param>
    TRow Row(int y, int z, float loss);
}

/// <summary>A row of voxels: how each meets its neighbours.</summary>
internal interface IFieldRow
{
    /// <summary>Where it begins.</summary>
    long Start { get; }

    /// <summary>First-order loss [1/s]: of the map, everywhere, and to held faces that are no neighbours.</summary>
    Scalar TotalLoss(AxisView axis, int x, Scalar mapped);

    /// <summary>What a voxel's lower neighbour along the row holds.</summary>
    Scalar West(ArrayView<float> map, AxisView axis, int x);

    /// <summary>What a voxel's upper neighbour along the row holds.</summary>
    Scalar East(ArrayView<float> map, AxisView axis, int x);

    /// <summary>Adds what a voxel exchanges with its neighbours.</summary>
    /// <param name="map">The field.</param>
    /// <param name="axis">The axis along the row.</param>
    /// <param name="x">The voxel.</param>
    /// <param name="centre">Its value.</param>
    /// <param name="west">Its lower neighbour along the row.</param>
    /// <param name="east">Its upper neighbour along the row.</param>
    /// <param name="outflow">Grows by what leaves the voxel [field unit/s].</param>
    /// <param name="diagonal">Grows by all couplings [1/s].</param>
    void Exchange(
        ArrayView<float> map, AxisView axis, int x, Scalar centre, Scalar west, Scalar east, ref Scalar outflow, ref Scalar diagonal);
}
