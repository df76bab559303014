using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>A thousand million voxels on one device: they fit, and are counted in 64 bits. Nothing is allocated here.</summary>
public class LargeLattices
{
    private const long Largest = 139_000_000_000;

    /// <summary>1024³ voxels, ten fields, among them fast and slow ones, and room for a cell, even two, in each voxel.</summary>
    [FactWithIlgpu]
    public void ABillionVoxelsWithTenFieldsFitALargeDevice()
    {
        long needed = OnDevice.RequiredBytes(ModelOf(new Grid(1024, 1024, 1024, 20), TenFields()));

        Assert.InRange(needed, Largest / 2, Largest);
    }

    /// <summary>The same in a matrix that hinders the slow ones: a density and three faces a voxel more.</summary>
    [FactWithIlgpu]
    public void TheyFitInAMatrixThatHindersTheSlowOnes()
    {
        Grid grid = new(1024, 1024, 1024, 20);
        FieldDefinition[] fields = [.. TenFields().Select(field => field with { Hindrance = field.Solver == FieldSolver.Chebyshev ? 1f : 0f })];
        ExtracellularMatrix matrix = new() { Density = 0.3f };
        long free = OnDevice.RequiredBytes(ModelOf(grid, fields));
        long needed = OnDevice.RequiredBytes(ModelOf(grid, fields) with { Matrix = matrix });

        // A row has one face more than voxels.
        Assert.InRange(needed - free, 4L * grid.Voxels * (1 + 3), 4L * grid.Voxels * (1 + 3) * 1001 / 1000);
        Assert.InRange(needed, Largest / 2, Largest);
    }

    [FactWithIlgpu]
    public void TheLastVoxelOfTheLargestLatticeIsReached()
    {
        Grid grid = new(1290, 1290, 1290, 20);

        Assert.Equal(grid.Voxels - 1, OnDevice.LastVoxel(grid));
        Assert.Equal(grid.Voxels - 1, grid.Index(1289, 1289, 1289));
    }

    /// <summary>Rows of the sums beyond 2³¹: a flat lattice has as many rows as voxels, seven quantities each.</summary>
    [FactWithIlgpu]
    public void FlatAndLongLatticesAreCountedInFull()
    {
        Grid flat = new(4, 23000, 23000, 20);

        Assert.Equal(flat.Voxels - 1, OnDevice.LastVoxel(flat));
        (long coarse, long tiles) = OnDevice.SizesOf(flat);
        Assert.Equal(719L * 719, tiles);
        // Of four voxels along x two, of 23 000 along y and z half each, and so on: a third more than the first in all.
        Assert.InRange(coarse, 3L * 2 * 11500 * 11500, 3L * 2 * 11500 * 11500 * 4 / 3);
    }

    [FactWithIlgpu]
    public void AFieldMoreCostsFourBytesAVoxel()
    {
        Grid grid = new(512, 512, 512, 20);
        FieldDefinition field = FieldBox.Substance(20, FieldSolver.Chebyshev, 1e-4);
        long one = OnDevice.RequiredBytes(ModelOf(grid, [field]));
        long two = OnDevice.RequiredBytes(ModelOf(grid, [field, field with { Name = "second" }]));

        Assert.Equal(4L * grid.Voxels, two - one);
    }

    /// <summary>And two if it is parked; all that are share the four of the map in which they are worked on.</summary>
    [FactWithIlgpu]
    public void AParkedFieldMoreCostsTwo()
    {
        Grid grid = new(512, 512, 512, 20);
        FieldDefinition[] fields = [.. Enumerable.Range(0, 6).Select(i => FieldBox.Substance(20, FieldSolver.Chebyshev, 1e-4) with { Name = $"f{i}" })];
        long Bytes(int parked)
            => OnDevice.RequiredBytes(ModelOf(grid, [.. fields.Select((field, i) => field with { Parked = i < parked ? Parking.Half : Parking.None })]));

        Assert.InRange(Bytes(0) - Bytes(6), (12L - 4) * grid.Voxels * 999 / 1000, (12L - 4) * grid.Voxels);
        Assert.InRange(Bytes(2) - Bytes(3), 2L * grid.Voxels * 999 / 1000, 2L * grid.Voxels);
    }

    private static FieldDefinition[] TenFields() => [.. Enumerable.Range(0, 10).Select(i => FieldBox.Substance(
        20, i < 2 ? FieldSolver.BackwardEuler : FieldSolver.Chebyshev, 1e-4) with
    {
        Name = $"field{i}",
        SaturableUptake = i == 0 ? new SaturableUptake(0.02f, 0.5f) : default,
    })];

    private static Model ModelOf(Grid grid, IReadOnlyList<FieldDefinition> fields) => new()
    {
        Name = "large",
        Seed = 1,
        Grid = grid,
        StepHours = 0.1,
        Steps = 1,
        Fields = fields,
        Founders = [new Founder("only", Genotype.None, 1)],
        Seeding = new Seeding(grid.Voxels / 2),
        TumourCell = TumourCell.Default(0.1),
    };
}
