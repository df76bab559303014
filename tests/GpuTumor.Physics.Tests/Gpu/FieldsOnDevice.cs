using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

/// <summary>Every solver gives the same bits on a device as on the processor, and books the same balance.</summary>
[Collection(nameof(OnDevices))]
public class FieldsOnDevice
{
    private const double StepHours = 0.1;

    // Fewer stages: tiles are slow where there is no shared memory.
    private const double StepHoursInTiles = 0.02;
    private const double StepHoursInMatrix = 0.01;
    private static readonly FieldSolver[] _solvers =
    [
        FieldSolver.BackwardEuler, FieldSolver.QuasiSteady, FieldSolver.Chebyshev, FieldSolver.ForwardEuler,
        FieldSolver.FirstOrderLegendre, FieldSolver.SecondOrderLegendre, FieldSolver.Sdirk2,
    ];

    /// <summary>A thread of this processor for each of a group's 256: few rows, or it takes minutes.</summary>
    [FactWithIlgpu]
    public void TheEmulatorGivesTheSameBits()
        => Compare(GpuDevices.ForDebugging!, new Grid(12, 6, 4, 20), Substance(FieldSolver.Chebyshev, FaceCondition.NoFlux));

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void FieldsHaveTheSameBitsBehindClosedFaces(string backend) => Compare(backend, new Grid(41, 23, 27, 20), FaceCondition.NoFlux);

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void FieldsHaveTheSameBitsBetweenHeldFaces(string backend) => Compare(backend, new Grid(41, 23, 27, 20), FaceCondition.Held(2f));

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void FieldsHaveTheSameBitsInARingOfOddLength(string backend) => Compare(backend, new Grid(41, 23, 27, 20), FaceCondition.Periodic);

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void FieldsHaveTheSameBitsInARingOfEvenLength(string backend) => Compare(backend, new Grid(48, 16, 32, 20), FaceCondition.Periodic);

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void FieldsHaveTheSameBitsOnFlatVoxels(string backend)
    {
        foreach (FieldSolver solver in new[] { FieldSolver.BackwardEuler, FieldSolver.Chebyshev, FieldSolver.ForwardEuler })
            Compare(backend, new Grid(24, 20, 22, 20, 25, 10), Substance(solver, FaceCondition.Held(2f)));
    }

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void SaturableUptakeHasTheSameBits(string backend)
    {
        foreach (FieldSolver solver in new[] { FieldSolver.BackwardEuler, FieldSolver.QuasiSteady, FieldSolver.ForwardEuler })
        {
            FieldDefinition field = Substance(solver, FaceCondition.Held(2f)) with { SaturableUptake = new SaturableUptake(0.02f, 0.5f) };
            Compare(backend, new Grid(32, 24, 20, 20), field);
        }
    }

    /// <summary>BioFVM's splitting, which knows no periodic faces.</summary>
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void TheSplittingHasTheSameBits(string backend)
    {
        Compare(backend, new Grid(33, 18, 21, 20), Substance(FieldSolver.LocallyOneDimensional, FaceCondition.NoFlux));
        Compare(backend, new Grid(16, 12, 9, 20, 25, 10), Substance(FieldSolver.LocallyOneDimensional, FaceCondition.Held(2f)));
    }

    /// <summary>In dense blocks and closed voxels, on lattices that coarsen unevenly.</summary>
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void HinderedFieldsHaveTheSameBits(string backend)
    {
        foreach (FieldSolver solver in _solvers)
        {
            foreach (FaceKind face in Enum.GetValues<FaceKind>())
            {
                FieldDefinition field = Substance(solver, new FaceCondition(face, 2f)) with { Hindrance = 3f };
                CompareInMatrix(backend, new Grid(21, 13, 17, 20), field, Patches);
            }
        }

        FieldDefinition free = Substance(FieldSolver.QuasiSteady, FaceCondition.Held(2f)) with
        {
            SaturableUptake = new SaturableUptake(0.02f, 0.5f),
        };
        CompareInMatrix(backend, new Grid(16, 12, 9, 20), free, (x, y, z) => x == 5 && y > 3 ? ExtracellularMatrix.Closed : 0.5);
        // So dense that conjugate gradients help where uptake is linear.
        CompareInMatrix(backend, new Grid(32, 28, 24, 20), free with { Hindrance = 7f }, Patches);
        CompareInMatrix(backend, new Grid(32, 28, 24, 20), free with { Hindrance = 7f, SaturableUptake = default }, Patches);
    }

    /// <summary>More than one tile along each axis, one of them only begun, and rims on both sides of every face.</summary>
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void FusedStagesHaveTheBitsOfSingleOnes(string backend)
    {
        // Four tiles side by side, and two on top of each other.
        Grid wide = new(67, 35, 5, 20);
        Grid high = new(9, 7, 34, 20);
        foreach (Grid grid in new[] { wide, high })
        {
            CompareInTiles(backend, grid, Substance(FieldSolver.Chebyshev, FaceCondition.Held(2f)));
            CompareInTiles(backend, grid, Substance(FieldSolver.ForwardEuler, FaceCondition.NoFlux));
            CompareInTiles(backend, grid, Substance(FieldSolver.BackwardEuler, FaceCondition.Held(2f)) with
            {
                SaturableUptake = new SaturableUptake(0.02f, 0.5f),
            });
        }

        CompareInTiles(backend, new Grid(16, 8, 8, 20), Substance(FieldSolver.SecondOrderLegendre, FaceCondition.Periodic));
        CompareInTiles(backend, new Grid(16, 8, 8, 20), Substance(FieldSolver.ForwardEuler, FaceCondition.Periodic));
        CompareInTiles(backend, new Grid(16, 8, 8, 20), Substance(FieldSolver.BackwardEuler, FaceCondition.Periodic));
        CompareInTiles(backend, new Grid(8, 6, 4, 20), Substance(FieldSolver.Chebyshev, FaceCondition.Periodic));
    }

    private static void CompareInTiles(string backend, Grid grid, FieldDefinition field)
    {
        using FieldBox box = Filled(grid, field, StepHoursInTiles, steps: 1);
        GpuDevice device = GpuDevices.Discover().First(candidate => candidate.Backend == backend);
        if (OnDevice.DiffuseInTiles(device, grid, field, StepHoursInTiles, box.Maps, 1) is not (float[] values, MassBalance balance))
            return;

        AssertSame(field, box.Values(), values);
        MassBalance expected = box.Fields.Balance(0);
        // What fused stages take up is summed tile by tile: single precision within a layer, and of much cancels much.
        double turnover = expected.Sources + expected.Sinks;
        Assert.Equal(expected.Sinks, balance.Sinks, 1e-6 * turnover);
        Assert.Equal(expected.Sources, balance.Sources, 1e-6 * turnover);
        Assert.Equal(0.0, balance.Residual, 1e-5 * turnover);
    }

    private static void CompareInMatrix(string backend, Grid grid, FieldDefinition field, Func<int, int, int, double> density)
    {
        using FieldBox box = Filled(new FieldBox(grid, field, StepHoursInMatrix, 1, density), steps: 2);
        float[] densities = new float[grid.Voxels];
        for (int i = 0; i < densities.Length; i++)
            densities[i] = (float)density(i % grid.Nx, i / grid.Nx % grid.Ny, i / grid.Nx / grid.Ny);
        GpuDevice device = GpuDevices.Discover().First(candidate => candidate.Backend == backend);
        (float[] values, MassBalance balance) = OnDevice.Diffuse(device, grid, field, StepHoursInMatrix, box.Maps, 2, densities);

        AssertSame(field, box.Values(), values);
        Assert.Equal(box.Fields.Balance(0), balance);
    }

    // Blocks of four voxels, dense and free by turns, and one voxel closed.
    private static double Patches(int x, int y, int z)
        => (x, y, z) == (9, 7, 6) ? ExtracellularMatrix.Closed : (((x / 4) + (y / 4) + (z / 4)) % 2) * 0.9;

    private static void Compare(string backend, Grid grid, FaceCondition face)
    {
        foreach (FieldSolver solver in _solvers)
            Compare(backend, grid, Substance(solver, face));
    }

    private static FieldDefinition Substance(FieldSolver solver, FaceCondition face) => FieldBox.Substance(20, solver, 1e-4) with
    {
        Initial = 1f,
        // So that implicit steps take substeps.
        Tolerance = 5e-3,
        Boundaries = Boundaries.All(face),
    };

    private static void Compare(string backend, Grid grid, FieldDefinition field)
        => Compare(GpuDevices.Discover().First(candidate => candidate.Backend == backend), grid, field);

    private static void Compare(GpuDevice device, Grid grid, FieldDefinition field)
    {
        using FieldBox box = Filled(grid, field, StepHours, steps: 2);
        (float[] values, MassBalance balance) = OnDevice.Diffuse(device, grid, field, StepHours, box.Maps, 2);

        AssertSame(field, box.Values(), values);
        Assert.Equal(box.Fields.Balance(0), balance);
    }

    // Some steps on the processor.
    private static FieldBox Filled(Grid grid, FieldDefinition field, double stepHours, int steps)
        => Filled(new FieldBox(grid, field, stepHours), steps);

    private static FieldBox Filled(FieldBox box, int steps)
    {
        // A line of voxels is pinned, as where a vessel runs.
        box.SetGain((x, y, z) => x == 3 && y == 4 ? 400.0 : (x + (2 * y) + z) % 7 * 1e-4);
        box.SetLoss((x, y, z) => x == 3 && y == 4 ? 100.0 : x * y % 3 * 1e-3);
        box.SetSaturableLoss((x, y, z) => (x + y + z) % 4 * 0.01);
        return box.Step(steps);
    }

    private static void AssertSame(FieldDefinition field, float[] expected, float[] values)
    {
        int common = expected.AsSpan().CommonPrefixLength(values);
        Assert.True(
            common == expected.Length,
            $"{field.Solver}, {field.Boundaries.West.Kind}: voxel {common} is {(common < values.Length ? values[common] : 0)} and not {(common < values.Length ? expected[common] : 0)}");
    }
}
