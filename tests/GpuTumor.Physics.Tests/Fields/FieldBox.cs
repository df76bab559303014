using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>One field in a box under maps that a test sets once.</summary>
internal sealed class FieldBox : IDisposable
{
    private readonly Workers _workers;
    private readonly float[] _loss;
    private readonly float[] _gain;
    private readonly float[] _saturable;
    private readonly MatrixMap? _matrix;

    public FieldBox(Grid grid, FieldDefinition field, double stepHours, int threads = 1, LaneWidth? lanes = null)
        : this(grid, field, stepHours, threads, null, lanes)
    {
    }

    /// <summary>In a matrix with a density for each voxel, or <see cref="ExtracellularMatrix.Closed"/>.</summary>
    public FieldBox(
        Grid grid, FieldDefinition field, double stepHours, int threads, Func<int, int, int, double>? density, LaneWidth? lanes = null)
    {
        Grid = grid;
        if (density is not null)
        {
            _matrix = new MatrixMap(grid);
            SetMatrix(density);
        }

        _workers = new Workers(threads);
        Fields = new DiffusingFields(grid, [field], stepHours, _workers, lanes ?? LaneWidths.Best, _matrix);
        (_loss, _gain, _saturable) = (new float[grid.Voxels], new float[grid.Voxels], new float[grid.Voxels]);
    }

    public Grid Grid { get; }

    public DiffusingFields Fields { get; }

    public static FieldDefinition Substance(double diffusivity, FieldSolver solver, double decayPerSecond = 0) => new()
    {
        Name = "substance",
        Unit = "1",
        Diffusivity = diffusivity,
        Decay = Rate.PerSecondOf(decayPerSecond),
        Solver = solver,
    };

    /// <summary>The maps of loss, gain and saturable loss.</summary>
    public (float[] Loss, float[] Gain, float[] Saturable) Maps => (_loss, _gain, _saturable);

    public void SetLoss(Func<int, int, int, double> perSecond) => Set(_loss, perSecond);

    public void SetGain(Func<int, int, int, double> perSecond) => Set(_gain, perSecond);

    public void SetSaturableLoss(Func<int, int, int, double> perSecond) => Set(_saturable, perSecond);

    public void SetConcentration(Func<int, int, int, double> value)
    {
        float[] values = new float[Grid.Voxels];
        Set(values, value);
        Copy(values, Fields.Concentration(0));
    }

    public void SetMatrix(Func<int, int, int, double> density)
    {
        float[] values = new float[Grid.Voxels];
        Set(values, density);
        Copy(values, _matrix!.Density);
        _matrix.Changed();
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] == ExtracellularMatrix.Closed)
                _matrix.Close(i);
        }
    }

    public FieldBox Step(int steps = 1)
    {
        for (int i = 0; i < steps; i++)
        {
            GiveMaps();
            Fields.Advance(0);
        }

        return this;
    }

    /// <summary>Hands the maps to the fields, which change them in a step.</summary>
    public void GiveMaps()
    {
        Copy(_loss, Fields.Loss);
        Copy(_gain, Fields.Gain);
        if (Fields.SaturableLoss is { } saturable)
            Copy(_saturable, saturable);
    }

    public double this[int x, int y, int z] => Fields.View(0)[Grid.Index(x, y, z)];

    public float[] Values()
    {
        float[] values = new float[Grid.Voxels];
        Fields.Read(0, 0, values);
        return values;
    }

    public double Total() => Values().Sum(value => (double)value);

    public void Dispose()
    {
        Fields.Dispose();
        _matrix?.Dispose();
        _workers.Dispose();
    }

    private static void Copy(float[] from, NativeArray<float> to)
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = from[i];
    }

    private void Set(float[] map, Func<int, int, int, double> value)
    {
        for (int z = 0; z < Grid.Nz; z++)
        {
            for (int y = 0; y < Grid.Ny; y++)
            {
                for (int x = 0; x < Grid.Nx; x++)
                    map[Grid.Index(x, y, z)] = (float)value(x, y, z);
            }
        }
    }
}
