namespace GpuTumor.Backends.Cpu;

/// <summary>Relaxation and defects of a field that the matrix hinders.</summary>
internal sealed unsafe partial class Multigrid
{
    private void RelaxInMatrix(int level, int z, int colour, int start, int end)
    {
        if (level > 0)
            RelaxInMatrix<Correction>(level, z, colour, start, end);
        else if (_reaction.Maximum is null)
            RelaxInMatrix<LinearUptake>(level, z, colour, start, end);
        else
            RelaxInMatrix<MichaelisMentenUptake>(level, z, colour, start, end);
    }

    private void RelaxInMatrix<TUptake>(int level, int z, int colour, int start, int end)
        where TUptake : struct, IUptake
    {
        Lattice lattice = _geometry[level];
        MatrixLattice matrix = _geometry.InMatrix(level);
        float* unknown = Unknown(level);
        MatrixRelaxRow<TUptake> sweep = new() { Reaction = ReactionOn(level, lattice.RowStart(start, z)) };
        matrix.Enter(ref sweep.Row, z);
        for (int y = start; y < end; y++)
        {
            matrix.Move(ref sweep.Row, unknown, y, z, _loss);
            sweep.Checkerboard = matrix.Checkerboard + ((y + z + colour) & 1);
            RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
            sweep.Reaction.Advance(lattice.X.Count);
        }
    }

    private void DefectInMatrix<TUptake>(int level, int coarseY, int coarseZ, float* buffer, float* sums)
        where TUptake : struct, IUptake
    {
        Lattice fine = _geometry[level];
        MatrixLattice matrix = _geometry.InMatrix(level);
        float* unknown = Unknown(level);
        MatrixDefectRow<TUptake> sweep = new()
        {
            Result = buffer,
            LargestChange = level == 0 ? Sums.Column(sums, LargestChange) : null,
            Largest = level == 0 ? Sums.Column(sums, Largest) : null,
        };
        for (int z = 2 * coarseZ; z < Math.Min((2 * coarseZ) + 2, fine.Z.Count); z++)
        {
            matrix.Enter(ref sweep.Row, z);
            for (int y = 2 * coarseY; y < Math.Min((2 * coarseY) + 2, fine.Y.Count); y++)
            {
                sweep.Reaction = ReactionOn(level, fine.RowStart(y, z));
                sweep.Weight = fine.Y.ShareOf(y) * fine.Z.ShareOf(z);
                matrix.Move(ref sweep.Row, unknown, y, z, _loss);
                RowSweep.Run(ref sweep, fine.X.Count, _lanes);
            }
        }
    }
}
