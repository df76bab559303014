namespace GpuTumor.Engine;

/// <summary>Locally one-dimensional implicit steps: BioFVM's splitting, to compare with.</summary>
/// <remarks>
/// Ghaffarizadeh et al. 2016: in substeps of h = 0.01 min the reaction, c ← (c + h·s)/(1 + h·k), then along x, y and z one after
/// another (1 + h·λ/3 − h·D·∂²)·c′ = c by Thomas' algorithm. First order in h, and the splitting errs most where sources and sinks are
/// strong. The balance is summed after each part, so that it closes to rounding.
/// </remarks>
public sealed class LodSplitting
{
    /// <summary>BioFVM's usual step [s].</summary>
    public const double LongestSubstep = 0.6;

    private readonly LodAxis[] _axes;
    private readonly double _decay;

    /// <summary>Works out the eliminations of a field.</summary>
    /// <param name="grid">The lattice.</param>
    /// <param name="field">The field.</param>
    /// <param name="stepHours">Length of a step [h].</param>
    public LodSplitting(Grid grid, FieldDefinition field, double stepHours)
    {
        ArgumentNullException.ThrowIfNull(field);
        LodPlan plan = new(stepHours * 3600.0);
        (Substeps, Substep) = (plan.Substeps, plan.Substep);
        _decay = field.Decay.PerHour / 3600.0;
        (double x, double y, double z) = grid.Couplings(field.Diffusivity);
        Boundaries faces = field.Boundaries;
        _axes =
        [
            new LodAxis(AxisLevel.Finest(grid.Nx, faces.West, faces.East, x), _decay, Substep),
            new LodAxis(AxisLevel.Finest(grid.Ny, faces.South, faces.North, y), _decay, Substep),
            new LodAxis(AxisLevel.Finest(grid.Nz, faces.Bottom, faces.Top, z), _decay, Substep),
        ];
    }

    /// <summary>Substeps of a step.</summary>
    public long Substeps { get; }

    /// <summary>h [s].</summary>
    public double Substep { get; }

    /// <summary>The elimination along an axis: 0 x, 1 y, 2 z.</summary>
    public LodAxis this[int axis] => _axes[axis];

    /// <summary>One step.</summary>
    /// <param name="sweeps">What does the work.</param>
    /// <param name="faceGain">What the held faces give [field unit · voxels/s].</param>
    /// <param name="ledger">Takes what came and went.</param>
    public void Step(ILodSweeps sweeps, FaceAmounts faceGain, MassLedger ledger)
    {
        ArgumentNullException.ThrowIfNull(sweeps);
        ArgumentNullException.ThrowIfNull(ledger);
        double given = Substep * Substeps * sweeps.Given();
        double before = sweeps.Present();
        double present = before;
        double taken = 0;
        FaceAmounts fromFaces = default;
        for (long i = 0; i < Substeps; i++)
        {
            taken += Substep * sweeps.React();
            for (int axis = 0; axis < _axes.Length; axis++)
            {
                (present, FaceAmounts toFaces) = sweeps.Along(axis);
                taken += Substep * _decay / 3.0 * present;
                fromFaces += Substep * OnAxis(axis, faceGain - toFaces);
            }
        }

        ledger.Book(given, taken, 0.0, fromFaces, 0.0, present - before - (given - taken + fromFaces.Total));
    }

    private static FaceAmounts OnAxis(int axis, FaceAmounts faces) => axis switch
    {
        0 => new(faces.West, faces.East, 0, 0, 0, 0),
        1 => new(0, 0, faces.South, faces.North, 0, 0),
        _ => new(0, 0, 0, 0, faces.Bottom, faces.Top),
    };
}
