namespace GpuTumor.Backends.Cpu;

/// <summary>Stages of a field that the matrix hinders.</summary>
internal sealed unsafe partial class ExplicitStages
{
    private void AdvanceStageInMatrix(int stage, int z, int start, int end, int member)
    {
        StagePass pass = _passes[stage];
        Lattice lattice = _geometry[0];
        MatrixLattice matrix = _geometry.InMatrix(0);
        MatrixStageRow sweep = new() { Decay = _maps.Decay, Coefficients = pass.Coefficients, Columns = ColumnsOf(member) };
        matrix.Enter(ref sweep.Row, z);
        for (int y = start; y < end; y++)
        {
            long row = lattice.RowStart(y, z);
            matrix.Move(ref sweep.Row, pass.Present, y, z, 0f);
            sweep.Loss = _maps.Loss + row;
            sweep.Former = pass.Former + row;
            sweep.Gain = _gain + row;
            sweep.Result = pass.Result + row;
            RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
            _losses[stage].EndRow(sweep.Columns, sweep.Row.Centre, y, z, _geometry);
        }
    }

    private void AdvanceEulerInMatrix<TUptake>(int stage, int z, int start, int end, int member)
        where TUptake : struct, IUptake
    {
        StagePass pass = _passes[stage];
        Lattice lattice = _geometry[0];
        MatrixLattice matrix = _geometry.InMatrix(0);
        long first = lattice.RowStart(start, z);
        MatrixEulerRow<TUptake> sweep = new()
        {
            Reaction = ReactionOf(first),
            Result = pass.Result + first,
            Decay = _maps.Decay,
            Step = pass.Coefficients.Step,
            Columns = ColumnsOf(member),
        };
        matrix.Enter(ref sweep.Row, z);
        for (int y = start; y < end; y++)
        {
            matrix.Move(ref sweep.Row, pass.Present, y, z, 0f);
            RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
            _losses[stage].EndRow(sweep.Columns, sweep.Row.Centre, y, z, _geometry);
            sweep.Reaction.Advance(lattice.X.Count);
            sweep.Result += lattice.X.Count;
        }
    }
}
