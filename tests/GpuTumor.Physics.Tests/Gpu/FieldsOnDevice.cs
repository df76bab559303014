using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

/// <summary>Every solver gives the same bits on a device as on the processor, and books the same balance.</summary>
public class FieldsOnDevice
{
    private const double StepHours = 0.1;
    private static readonly FieldSolver[] _solvers =
    [
        FieldSolver.BackwardEuler, FieldSolver.QuasiSteady, FieldSolver.Chebyshev, FieldSolver.ForwardEuler,
        FieldSolver.FirstOrderLegendre, FieldSolver.SecondOrderLegendre,
    ];

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

    private static void Compare(string backend, Grid grid, FaceCondition face)
    {
        foreach (FieldSolver solver in _solvers)
            Compare(backend, grid, Substance(solver, face));
    }

    private static FieldDefinition Substance(FieldSolver solver, FaceCondition face) => FieldBox.Substance(20, solver, 1e-4) with
    {
        Initial = 1f,
        Boundaries = Boundaries.All(face),
    };

    private static void Compare(string backend, Grid grid, FieldDefinition field)
    {
        using FieldBox box = new(grid, field, StepHours);
        // A line of voxels is pinned, as where a vessel runs.
        box.SetGain((x, y, z) => x == 3 && y == 4 ? 400.0 : (x + (2 * y) + z) % 7 * 1e-4);
        box.SetLoss((x, y, z) => x == 3 && y == 4 ? 100.0 : x * y % 3 * 1e-3);
        box.SetSaturableLoss((x, y, z) => (x + y + z) % 4 * 0.01);
        box.Step(2);

        GpuDevice device = GpuDevices.Discover().First(candidate => candidate.Backend == backend);
        (float[] values, MassBalance balance) = OnDevice.Diffuse(device, grid, field, StepHours, box.Maps, 2);

        float[] expected = box.Values();
        int common = expected.AsSpan().CommonPrefixLength(values);
        Assert.True(
            common == expected.Length,
            $"{field.Solver}, {field.Boundaries.West.Kind}: voxel {common} is {(common < values.Length ? values[common] : 0)} and not {(common < values.Length ? expected[common] : 0)}");
        Assert.Equal(box.Fields.Balance(0), balance);
    }
}
