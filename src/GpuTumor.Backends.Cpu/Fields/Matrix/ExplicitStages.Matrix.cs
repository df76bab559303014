namespace GpuTumor.Backends.Cpu;

/// <summary>Stages of a field that the matrix hinders.</summary>
internal sealed unsafe partial class ExplicitStages
{
    private void AdvanceInMatrix(int member)
    {
        Lattice lattice = _geometry[0];
        MatrixLattice matrix = _geometry.InMatrix(0);
        float* columns = _sums.Row(member);
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            _sums.Begin(z);
            MatrixStageRow sweep = new() { Decay = _maps.Decay, Coefficients = _coefficients, Columns = columns };
            matrix.Enter(ref sweep.Row, z);
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                long row = lattice.RowStart(y, z);
                matrix.Move(ref sweep.Row, _present, y, z, 0f);
                sweep.Loss = _maps.Loss + row;
                sweep.Former = _former + row;
                sweep.Gain = _gain + row;
                sweep.Result = _result + row;
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
                EndStageRow(columns, z);
            }

            _geometry.AddFaceLosses(_present, z, _sums, StageSums.ToFaces);
        }
    }

    private void AdvanceEulerInMatrix(int member)
    {
        if (_maps.Maximum is null)
            AdvanceEulerInMatrix<LinearUptake>(member);
        else
            AdvanceEulerInMatrix<MichaelisMentenUptake>(member);
    }

    private void AdvanceEulerInMatrix<TUptake>(int member)
        where TUptake : struct, IUptake
    {
        Lattice lattice = _geometry[0];
        MatrixLattice matrix = _geometry.InMatrix(0);
        float* columns = _sums.Row(member);
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            _sums.Begin(z);
            long plane = lattice.RowStart(0, z);
            MatrixEulerRow<TUptake> sweep = new()
            {
                Reaction = ReactionOf(plane),
                Result = _result + plane,
                Decay = _maps.Decay,
                Step = _coefficients.Step,
                Columns = columns,
            };
            matrix.Enter(ref sweep.Row, z);
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                matrix.Move(ref sweep.Row, _present, y, z, 0f);
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
                sweep.Reaction.Advance(lattice.X.Count);
                sweep.Result += lattice.X.Count;
                EndStageRow(columns, z);
            }

            _geometry.AddFaceLosses(_present, z, _sums, StageSums.ToFaces);
        }
    }

    private ReactionRow ReactionOf(long start) => new()
    {
        Loss = _maps.Loss + start,
        Source = _maps.Gain + start,
        Maximum = _maps.Maximum is null ? null : _maps.Maximum + start,
        HalfSaturation = _maps.HalfSaturation,
    };
}
