using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Cli;

/// <summary>A tissue as full as it is to fit a large device: ten fields, and a cell in nearly every second voxel.</summary>
internal static class TenFields
{
    /// <summary>What it is called.</summary>
    public const string Case = "run.ten_fields";

    private const int Fields = 10;
    private const int FastFields = 2;

    // 5·10⁸ in 1024³ voxels: a ball that reaches nearly to the faces. In small boxes the rim would cut it.
    private const double Share = 0.466;
    private const double ShareOfSmall = 0.3;
    private const int SmallSize = 64;

    /// <summary>The tissue in a cube of so many voxels along an edge.</summary>
    public static Model ModelOf(int size) => new()
    {
        Name = "ten fields",
        Seed = 1,
        Grid = new Grid(size, size, size, 20),
        StepHours = 0.1,
        Steps = 100,
        Fields = [.. Enumerable.Range(0, Fields).Select(Field)],
        Founders = [new Founder("only", Genotype.None, 1)],
        Seeding = new Seeding((long)((size < SmallSize ? ShareOfSmall : Share) * size * size * size)),
        TumourCell = TumourCell.Default(0.1),
    };

    // Two fast ones, the first with saturable uptake, and eight slow ones.
    private static FieldDefinition Field(int index) => new()
    {
        Name = index == 0 ? "oxygen" : $"substance_{index}",
        Unit = index == 0 ? "mmHg" : "nmol/L",
        Role = index == 0 ? FieldRole.Oxygen : FieldRole.None,
        Diffusivity = index < FastFields ? 2000 : 20,
        Initial = index == 0 ? 40f : 0f,
        Decay = index == 0 ? default : Rate.PerSecondOf(1e-4),
        Secretion = index == 0 ? default : new Secretion(1e-4f, 0f),
        SaturableUptake = index == 0 ? new SaturableUptake(3f, 1f) : default,
        Boundaries = index == 0 ? Boundaries.All(FaceCondition.Held(40f)) : Boundaries.NoFlux,
        Solver = index < FastFields ? FieldSolver.BackwardEuler : FieldSolver.Chebyshev,
    };
}
