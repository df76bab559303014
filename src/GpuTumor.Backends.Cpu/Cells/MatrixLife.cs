using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Lets the matrix change around the tumour, every few hours.</summary>
internal sealed unsafe class MatrixLife : IStateful
{
    private readonly Model _model;
    private readonly MatrixMap _matrix;
    private readonly MatrixTurnover _turnover;
    private readonly CellLattice _lattice;
    private readonly CellPool _pool;
    private readonly DiffusingFields _fields;
    private readonly HostLayer? _host;
    private readonly Workers _workers;
    private readonly Action<int> _turn;
    private readonly int _steps;
    private float _spared;

    public MatrixLife(
        Model model, MatrixTurnover turnover, MatrixMap matrix, CellLattice lattice, CellPool pool, HostLayer? host,
        DiffusingFields fields, Workers workers)
    {
        (_model, _turnover, _matrix, _lattice, _pool) = (model, turnover, matrix, lattice, pool);
        (_host, _fields, _workers) = (host, fields, workers);
        _steps = Math.Max(1, (int)Math.Round(model.Matrix!.TurnoverHours / model.StepHours));
        _turn = Turn;
    }

    /// <summary>Changes the matrix if it is time to, by all the hours since the last time.</summary>
    public void Advance(long step, ReadOnlySpan<float> plasma)
    {
        if ((step + 1) % _steps != 0)
            return;
        _spared = _model.Effect(DrugAction.MmpInhibition, plasma);
        _workers.Run(_turn);
        _matrix.Changed();
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        archive.Voxels<float>(
            TissueArchive.Matrix, _lattice.Grid,
            (z, values) => _matrix.Density.Slice((long)z * values.Length, values.Length).CopyTo(values),
            (z, values) => values.CopyTo(_matrix.Density.Slice((long)z * values.Length, values.Length)));
        if (archive.Restores)
            _matrix.Changed();
    }

    private void Turn(int member)
    {
        GroundView ground = new(_fields, _lattice, _pool, _matrix);
        ConcentrationView mmp = _fields.View(FieldRole.Mmp);
        ConcentrationView timp = _fields.View(FieldRole.Timp3);
        var hours = (float)(_steps * _model.StepHours);
        Grid grid = _lattice.Grid;
        // All inside the rim, wherever cells have been: proteases spread beyond them.
        (int start, int end) = _workers.Share(grid.Nz - 2, member);
        for (int z = start + 1; z < end + 1; z++)
        {
            for (int y = 1; y < grid.Ny - 1; y++)
            {
                int row = (int)grid.Index(0, y, z);
                for (int voxel = row + 1; voxel < row + grid.Nx - 1; voxel++)
                {
                    float deposits = _host is not null && HostRecord.Kind(_host.State[voxel]) == HostKind.Caf ? 1f : 0f;
                    _matrix.Density[voxel] = _turnover.Advance(
                        _matrix.Density[voxel], mmp.Or(0f, voxel), timp.Or(0f, voxel),
                        Touching(in ground, voxel), deposits, _spared, hours);
                }
            }
        }
    }

    // The most mesenchymal cell in the voxel or behind one of its faces.
    private float Touching(in GroundView ground, int voxel)
    {
        float along = Math.Max(ground.Emt(voxel - 1), ground.Emt(voxel + 1));
        float across = Math.Max(ground.Emt(voxel - _lattice.Row), ground.Emt(voxel + _lattice.Row));
        float above = Math.Max(ground.Emt(voxel - _lattice.Plane), ground.Emt(voxel + _lattice.Plane));
        return Math.Max(Math.Max(ground.Emt(voxel), along), Math.Max(across, above));
    }
}
