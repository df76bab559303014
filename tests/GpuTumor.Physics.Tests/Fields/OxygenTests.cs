using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

public class OxygenTests
{
    private const double Diffusivity = 2000;
    private const double Consumption = 20;
    private const double Bath = 100;

    [Fact]
    public void ABallInABathTurnsAnoxicAtTheMiddleAt245Micrometres()
    {
        // p(0) = p₀ − Q·R²/(6·D): from the depth at one radius follows the radius at which nothing is left.
        const double Radius = 200;
        double middle = MiddleOfABall(Radius, halfSaturation: 0.05f);
        double onset = Radius * Math.Sqrt(Bath / (Bath - middle));
        Assert.InRange(onset, 245 * 0.98, 245 * 1.02); // the ball's surface is known to half a voxel, 5 µm of 245

        Assert.InRange(MiddleOfABall(235, 0.05f), 0.5, 15);
        Assert.InRange(MiddleOfABall(260, 0.05f), 0, 0.1);
    }

    [Fact]
    public void ASpheroidFollowsItsRadialProfile()
    {
        const double Spacing = 20;
        const double Tumour = 280;
        const double Outer = 460;
        const int Voxels = 48;
        using FieldBox box = new(new Grid(Voxels, Voxels, Voxels, Spacing), Oxygen(1), 0.5, 2);
        double Radius(int x, int y, int z) => Spacing * Math.Sqrt(Square(x) + Square(y) + Square(z));
        double Square(int i) => (i + 0.5 - (Voxels / 2.0)) * (i + 0.5 - (Voxels / 2.0));
        box.SetLoss((x, y, z) => Radius(x, y, z) > Outer - (Spacing / 2) ? 1e4 : 0);
        box.SetGain((x, y, z) => Radius(x, y, z) > Outer - (Spacing / 2) ? 1e4 * Bath : 0);
        box.SetSaturableLoss((x, y, z) => Consumption * Math.Clamp(0.5 + ((Tumour - Radius(x, y, z)) / Spacing), 0, 1));
        box.Step(4);

        double[] profile = RadialProfile(Tumour, Outer, halfSaturation: 1, out double width);
        float[] values = box.Values();
        double error = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double radius = Radius(i % Voxels, i / Voxels % Voxels, i / Voxels / Voxels);
            if (radius < Outer - Spacing)
                error = Math.Max(error, Math.Abs(values[i] - profile[(int)(radius / width)]));
        }

        // The bath's surface is stepped by voxels: a tenth of a voxel in radius is 1 mmHg of 100 there, and less within.
        Assert.InRange(error / Bath, 0, 0.02);
    }

    [Fact]
    public void OxygenIsNeverNegativeWhereEverythingIsEaten()
    {
        using FieldBox box = new(new Grid(32, 30, 28, 20), Oxygen(1) with
        {
            Initial = 0,
            Boundaries = Boundaries.All(FaceCondition.Held(5)),
        }, 0.5);
        box.SetSaturableLoss((x, y, z) => x > 3 ? 200 : 0);
        box.Step(3);

        float[] values = box.Values();
        Assert.All(values, value => Assert.True(value >= 0 && float.IsFinite(value)));
        Assert.InRange(box[20, 15, 14], 0, 1e-6);
        Assert.InRange(box.Fields.Balance(0).RelativeResidual, 0, 1e-5);
    }

    [Fact]
    public void VesselsHoldTheirOxygenAndFeedTheTissue()
    {
        using FieldBox box = new(new Grid(36, 36, 20, 20), Oxygen(1) with { Initial = 0 }, 0.5);
        box.SetLoss((x, y, z) => x % 12 == 6 && y % 12 == 6 ? 1000 : 0);
        box.SetGain((x, y, z) => x % 12 == 6 && y % 12 == 6 ? 50_000 : 0);
        box.SetSaturableLoss((x, y, z) => 5);
        box.Step(4);

        // D/h² · Σ (50 − p) / 1000 s⁻¹ is at most 1.5 mmHg.
        Assert.InRange(box[6, 18, 10], 48.5, 50);
        Assert.InRange(box[0, 0, 10], 0, 10);
        MassBalance balance = box.Fields.Balance(0);
        Assert.InRange(balance.RelativeResidual, 0, 1e-5);
        // All that the tissue takes comes from the vessels.
        Assert.Equal(1.0, balance.Sources / balance.Sinks, 1e-4);
    }

    private static FieldDefinition Oxygen(float halfSaturation) => FieldBox.Substance(Diffusivity, FieldSolver.QuasiSteady) with
    {
        Initial = (float)Bath,
        SaturableUptake = new SaturableUptake((float)Consumption, halfSaturation),
    };

    private static double MiddleOfABall(double radius, float halfSaturation)
    {
        const double Spacing = 10;
        int voxels = (2 * (int)Math.Ceiling(radius / Spacing)) + 5;
        int middle = voxels / 2;
        using FieldBox box = new(new Grid(voxels, voxels, voxels, Spacing), Oxygen(halfSaturation), 0.5, 2);
        bool Inside(int x, int y, int z)
            => Math.Sqrt(Math.Pow(x - middle, 2) + Math.Pow(y - middle, 2) + Math.Pow(z - middle, 2)) * Spacing < radius - (Spacing / 2);
        box.SetLoss((x, y, z) => Inside(x, y, z) ? 0 : 1e5);
        box.SetGain((x, y, z) => Inside(x, y, z) ? 0 : 1e5 * Bath);
        box.SetSaturableLoss((x, y, z) => Inside(x, y, z) ? Consumption : 0);
        box.Step(5);
        return box[middle, middle, middle];
    }

    /// <summary>D/r²·(r²·p′)′ = Q·p/(p + K) within the tumour, on thin shells, by Newton's method.</summary>
    private static double[] RadialProfile(double tumour, double outer, double halfSaturation, out double width)
    {
        const int Shells = 2300;
        width = outer / Shells;
        double[] p = new double[Shells];
        Array.Fill(p, Bath);
        double[] upper = new double[Shells];
        double[] right = new double[Shells];
        for (int iteration = 0; iteration < 60; iteration++)
        {
            for (int i = 0; i < Shells; i++)
            {
                double inner = width * i;
                double outerRadius = inner + width;
                double volume = ((outerRadius * outerRadius * outerRadius) - (inner * inner * inner)) / 3;
                double toInner = Diffusivity * inner * inner / width / volume;
                double toOuter = Diffusivity * outerRadius * outerRadius / (i == Shells - 1 ? width / 2 : width) / volume;
                double maximum = inner + (width / 2) < tumour ? Consumption : 0;
                double slope = maximum * halfSaturation / Math.Pow(p[i] + halfSaturation, 2);
                double constant = (slope * p[i]) - (maximum * p[i] / (p[i] + halfSaturation));
                double diagonal = toInner + toOuter + slope;
                double outside = i == Shells - 1 ? toOuter * Bath : 0;
                double pivot = diagonal - (i > 0 ? toInner * upper[i - 1] : 0);
                upper[i] = i == Shells - 1 ? 0 : toOuter / pivot;
                right[i] = (constant + outside + (i > 0 ? toInner * right[i - 1] : 0)) / pivot;
            }

            for (int i = Shells - 1; i >= 0; i--)
                p[i] = Math.Max(0, right[i] + (i < Shells - 1 ? upper[i] * p[i + 1] : 0));
        }

        return p;
    }
}
