using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The balance of a field that the matrix hinders.</summary>
internal sealed unsafe partial class ImplicitSolver
{
    private void CloseInMatrix(int member)
    {
        if (_maps.Maximum is null)
            CloseInMatrix<LinearUptake>(member);
        else
            CloseInMatrix<MichaelisMentenUptake>(member);
    }

    private void CloseInMatrix<TUptake>(int member)
        where TUptake : struct, IUptake
    {
        Lattice lattice = _geometry[0];
        MatrixLattice matrix = _geometry.InMatrix(0);
        float* columns = _closing.Row(member);
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            _closing.Begin(z);
            MatrixClosingRow<TUptake> sweep = new()
            {
                Reaction = Reaction(lattice.RowStart(0, z)),
                Decay = _maps.Decay,
                PinningLoss = _pinningLoss,
                Columns = columns,
            };
            matrix.Enter(ref sweep.Row, z);
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                matrix.Move(ref sweep.Row, _maps.Concentration, y, z, _maps.Decay + _storage);
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
                sweep.Reaction.Advance(lattice.X.Count);
                for (int quantity = 0; quantity < ClosingSums.OfRows; quantity++)
                    _closing.EndRow(columns, z, quantity);
            }

            _geometry.AddFaceLosses(_maps.Concentration, z, _closing, ClosingSums.ToFaces);
        }
    }
}
