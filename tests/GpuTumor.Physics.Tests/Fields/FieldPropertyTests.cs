using FsCheck;
using FsCheck.Fluent;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

public class FieldPropertyTests
{
    private static readonly FieldSolver[] _solvers =
    [
        FieldSolver.BackwardEuler, FieldSolver.QuasiSteady, FieldSolver.Chebyshev, FieldSolver.ForwardEuler,
        FieldSolver.FirstOrderLegendre, FieldSolver.SecondOrderLegendre,
    ];

    // The samples of one seed: a failure is one of the code, never of the day.
    private static readonly Config _everyRunTheSame = Config.QuickThrowOnFailure.WithReplay(20260401, 7919);

    [Fact]
    public void AnyFieldStaysFiniteAndPositiveAndKeepsItsBalance()
        => Check.One(
            _everyRunTheSame.WithMaxTest(60),
            Prop.ForAll(Arb.From(Boxes()), sample =>
            {
                using FieldBox box = sample.Make();
                box.Step(2);
                MassBalance balance = box.Fields.Balance(0);
                return box.Values().All(value => value >= 0 && float.IsFinite(value))
                    && balance.Clipped >= 0
                    && Math.Abs(balance.Residual) <= (1e-5 * (balance.Sources + balance.Sinks)) + sample.Rounding;
            }));

    [Fact]
    public void ManyExplicitSubstepsKeepTheBalanceWithinTheirRounding()
    {
        Sample sample = new(
            18, 12, 4, FieldSolver.ForwardEuler,
            (FaceCondition.NoFlux, FaceCondition.NoFlux), (FaceCondition.Held(1), FaceCondition.NoFlux),
            (FaceCondition.NoFlux, FaceCondition.NoFlux), 500, 1e-4, 1e-4, 160570);
        using FieldBox box = sample.Make();
        box.Step(2);
        MassBalance balance = box.Fields.Balance(0);
        Assert.InRange(Math.Abs(balance.Residual), 0, (1e-5 * (balance.Sources + balance.Sinks)) + sample.Rounding);
    }

    [Fact]
    public void WithoutSourcesNothingExceedsTheStartOrTheBaths()
        => Check.One(
            _everyRunTheSame.WithMaxTest(30),
            Prop.ForAll(Arb.From(Boxes()), sample =>
            {
                // RKL2 keeps half of what a step cannot follow, and overshoots where that is rough.
                if (sample.Solver == FieldSolver.SecondOrderLegendre)
                    return true;
                using FieldBox box = (sample with { Gain = 0 }).Make();
                box.Step(2);
                // Above 1, only what the tolerance of the solvers leaves.
                return box.Values().All(value => value <= 1 + 2e-3);
            }));

    private static Gen<Sample> Boxes()
        => from nx in Gen.Choose(4, 21)
           from ny in Gen.Choose(4, 13)
           from nz in Gen.Choose(4, 13)
           from solver in Gen.Elements(_solvers)
           from x in Faces()
           from y in Faces()
           from z in Faces()
           from diffusivity in Gen.Elements(1.0, 20.0, 80.0, 500.0)
           from loss in Gen.Elements(0.0, 1e-4, 1e-2, 1.0)
           from gain in Gen.Elements(0.0, 1e-4, 1e-2)
           from seed in Gen.Choose(0, 1_000_000)
           from hindrance in Gen.Elements(0f, 0f, 1.5f, 6.9f)
           select new Sample(nx, ny, nz, solver, x, y, z, diffusivity, loss, gain, seed) { Hindrance = hindrance };

    private static Gen<(FaceCondition Lower, FaceCondition Upper)> Faces()
        => Gen.Elements(
            (FaceCondition.NoFlux, FaceCondition.NoFlux),
            (FaceCondition.Periodic, FaceCondition.Periodic),
            (FaceCondition.Held(1), FaceCondition.NoFlux),
            (FaceCondition.NoFlux, FaceCondition.Held(0.5f)),
            (FaceCondition.Held(0), FaceCondition.Held(1)));

    private sealed record Sample(
        int Nx, int Ny, int Nz, FieldSolver Solver,
        (FaceCondition Lower, FaceCondition Upper) X,
        (FaceCondition Lower, FaceCondition Upper) Y,
        (FaceCondition Lower, FaceCondition Upper) Z,
        double Diffusivity, double Loss, double Gain, int Seed)
    {
        /// <summary>κ of the matrix, which is of random density, or closed here and there; 0 for free tissue.</summary>
        public float Hindrance { get; init; }

        /// <summary>
        /// In equilibrium with a bath nothing is turned over, but the exchange with it is still a difference of large numbers, each
        /// rounded to 6e-8: two steps of 180 s, coupling 2·D/h², values up to 1. Explicit substeps each round every voxel by up to
        /// 3e-8; three standard deviations of that walk.
        /// </summary>
        public double Rounding
        {
            get
            {
                double atFaces = 6e-8 * 2 * 180 * 2 * Diffusivity / 400 * 2 * ((Nx * Ny) + (Ny * Nz) + (Nx * Nz));
                double substeps = 2 * 180 * ((12 * Diffusivity / 400) + Loss) / 2;
                return atFaces + (Solver == FieldSolver.ForwardEuler ? 3 * 3e-8 * Nx * Ny * Nz * Math.Sqrt(substeps) : 0);
            }
        }

        public FieldBox Make()
        {
            Boundaries faces = new(X.Lower, X.Upper, Y.Lower, Y.Upper, Z.Lower, Z.Upper);
            Random ground = new(Seed + 1);
            FieldBox box = new(
                new Grid(Nx, Ny, Nz, 20),
                FieldBox.Substance(Diffusivity, Solver, 1e-4) with { Boundaries = faces, Hindrance = Hindrance },
                0.05, 1,
                Hindrance == 0 ? null : (_, _, _) => ground.Next(30) == 0 ? ExtracellularMatrix.Closed : ground.NextDouble());
            Random random = new(Seed);
            box.SetConcentration((_, _, _) => random.NextDouble());
            box.SetLoss((_, _, _) => Loss * random.NextDouble());
            box.SetGain((_, _, _) => random.Next(4) == 0 ? Gain : 0);
            return box;
        }
    }
}
