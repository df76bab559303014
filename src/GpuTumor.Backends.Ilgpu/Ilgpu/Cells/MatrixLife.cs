using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Lets the matrix change around the tumour on the device, every few hours.</summary>
internal sealed class MatrixLife : IStateful
{
    private readonly GpuContext _context;
    private readonly Model _model;
    private readonly MatrixMap _matrix;
    private readonly MatrixTurnover _turnover;
    private readonly ConcentrationView _mmp;
    private readonly ConcentrationView _timp;
    private readonly ArrayView<uint> _host;
    private readonly int _steps;

    /// <summary>Lets a matrix change.</summary>
    /// <param name="context">The device.</param>
    /// <param name="model">The tissue.</param>
    /// <param name="turnover">How.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="mmp">Matrix metalloproteinases; nowhere if the model has none.</param>
    /// <param name="timp">TIMP3; nowhere if the model has none.</param>
    /// <param name="host">Host cells; empty if the model has none.</param>
    public MatrixLife(
        GpuContext context, Model model, MatrixTurnover turnover, MatrixMap matrix, ConcentrationView mmp, ConcentrationView timp,
        ArrayView<uint> host)
    {
        (_context, _model, _turnover, _matrix) = (context, model, turnover, matrix);
        (_mmp, _timp, _host) = (mmp, timp, host);
        _steps = Math.Max(1, (int)Math.Round(model.Matrix!.TurnoverHours / model.StepHours));
    }

    /// <summary>Changes the matrix if it is time to, by all the hours since the last time.</summary>
    public void Advance(long step, ReadOnlySpan<float> plasma, GroundView ground)
    {
        if ((step + 1) % _steps != 0)
            return;
        var grid = _model.Grid;
        _context.ForVoxels(grid.Nx - 2, grid.Ny - 2, grid.Nz - 2, new MatrixTurnoverWork(
            grid.Nx, (int)grid.PlaneVoxels, _turnover, _model.Effect(DrugAction.MmpInhibition, plasma), (float)(_steps * _model.StepHours),
            _mmp, _timp, ground, _host, _matrix.Density));
        _matrix.Changed();
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        _context.Carry(archive, TissueArchive.Matrix, _model.Grid, _matrix.Density);
        if (archive.Restores)
            _matrix.Changed();
    }
}
