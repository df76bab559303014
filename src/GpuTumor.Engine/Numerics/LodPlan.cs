namespace GpuTumor.Engine;

/// <summary>The substeps of the locally one-dimensional scheme with BioFVM's splitting, and what they err.</summary>
/// <remarks>
/// A substep of h takes the sources up and solves along x, y and z one after another, which multiplies a wave of the lattice by
/// G = 1/((1 + h·λx)·(1 + h·λy)·(1 + h·λz)). After n substeps from nothing under a source s it stands at h·s·G·(1 − Gⁿ)/(1 − G); the equation has
/// s·(1 − e^(−λ·dt))/λ, λ = λx + λy + λz. What cells take up errs besides, by about h/2 times their rate.
/// </remarks>
public readonly record struct LodPlan
{
    /// <summary>The substeps of a step.</summary>
    /// <param name="seconds">The step, dt [s].</param>
    public LodPlan(double seconds)
    {
        Seconds = seconds;
        Substeps = (long)Math.Ceiling((seconds / LodSplitting.LongestSubstep) - 1e-9);
    }

    /// <summary>dt [s].</summary>
    public double Seconds { get; }

    /// <summary>n.</summary>
    public long Substeps { get; }

    /// <summary>h [s].</summary>
    public double Substep => Seconds / Substeps;

    /// <summary>The error after a step of a field that comes from scattered voxels, relative to the field, both as root of the sum of squares.</summary>
    /// <param name="couplings">D/h² along each axis [1/s].</param>
    /// <param name="decay">Decay everywhere [1/s].</param>
    public double ErrorOfSources((double X, double Y, double Z) couplings, double decay)
    {
        // Such sources hold all waves of the lattice alike.
        const int Waves = 16;
        double ofError = 0;
        double ofField = 0;
        for (int i = 0; i < Waves * Waves * Waves; i++)
        {
            double x = Rate(couplings.X, i % Waves) + (decay / 3.0);
            double y = Rate(couplings.Y, i / Waves % Waves) + (decay / 3.0);
            double z = Rate(couplings.Z, i / (Waves * Waves)) + (decay / 3.0);
            double rate = x + y + z;
            double kept = 1.0 / ((1.0 + (Substep * x)) * (1.0 + (Substep * y)) * (1.0 + (Substep * z)));
            double split = Substep * kept * (1.0 - Math.Pow(kept, Substeps)) / (1.0 - kept);
            double exact = (1.0 - Math.Exp(-rate * Seconds)) / rate;
            ofError += (split - exact) * (split - exact);
            ofField += exact * exact;
        }

        return Math.Sqrt(ofError / ofField);

        static double Rate(double coupling, int wave) => 2.0 * coupling * (1.0 - Math.Cos(Math.PI * (wave + 0.5) / Waves));
    }
}
