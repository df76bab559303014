using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>Makes more of each cycle where dense matrix slows them: conjugate gradients, with the cycle as preconditioner.</summary>
/// <remarks>
/// See <see cref="ConjugateRule"/>. Two maps beside the field, lent for a solution: what it was before the cycle, and before the one before.
/// </remarks>
internal sealed unsafe class ConjugateGradients : IDisposable
{
    private readonly Workers _workers;
    private readonly LaneWidth _lanes;
    private readonly Sums _products;
    private readonly NativeArray<float>[] _rows;
    private readonly Action<int> _multiply;
    private readonly Action<int> _combine;
    private NativeArray<float> _before = null!;
    private NativeArray<float> _beforeThat = null!;
    private FieldGeometry _geometry = null!;
    private float* _concentration;
    private ReactionRow _reaction;
    private float _loss;
    private ConjugateRule _rule;
    private float _along;
    private float _onward;

    /// <summary>Room for the fields of a lattice.</summary>
    public ConjugateGradients(Grid grid, Workers workers, LaneWidth lanes)
    {
        (_workers, _lanes) = (workers, lanes);
        _products = new Sums(ProductRow.Quantities, grid.Nz, workers.Count);
        _rows = [.. Enumerable.Range(0, 2 * workers.Count).Select(_ => new NativeArray<float>(grid.Nx + 64))];
        (_multiply, _combine) = (Multiply, Combine);
    }

    /// <summary>Bytes held.</summary>
    public long Bytes => _products.Bytes + _rows.Sum(row => row.Length * sizeof(float));

    /// <summary>Sets the equation, before a cycle.</summary>
    /// <param name="geometry">Couplings.</param>
    /// <param name="concentration">The field.</param>
    /// <param name="reaction">Its maps.</param>
    /// <param name="loss">First-order loss everywhere beside the map [1/s].</param>
    /// <param name="before">A map that is free until the equation is solved.</param>
    /// <param name="beforeThat">Another.</param>
    public void Begin(
        FieldGeometry geometry, float* concentration, ReactionRow reaction, float loss, NativeArray<float> before, NativeArray<float> beforeThat)
    {
        (_before, _beforeThat) = (before, beforeThat);
        _geometry = geometry;
        _concentration = concentration;
        _reaction = reaction;
        _loss = loss;
        _rule = default;
        long bytes = _before.Length * sizeof(float);
        Buffer.MemoryCopy(concentration, _before.Pointer, bytes, bytes);
        Buffer.MemoryCopy(concentration, _beforeThat.Pointer, bytes, bytes);
    }

    /// <summary>Takes up what a cycle did, and goes further.</summary>
    public void Improve()
    {
        _workers.Run(_multiply);
        (_along, _onward) = _rule.Next(_products.Total(ProductRow.OfDefect), _products.Total(ProductRow.OfOperator));
        _workers.Run(_combine);
        (_before, _beforeThat) = (_beforeThat, _before);
    }

    public void Dispose()
    {
        _products.Dispose();
        foreach (NativeArray<float> row in _rows)
            row.Dispose();
    }

    private void Multiply(int member)
    {
        Lattice lattice = _geometry[0];
        float* columns = _products.Row(member);
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            _products.Begin(z);
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                long row = lattice.RowStart(y, z);
                ProductRow sweep = new()
                {
                    Before = _before.Pointer + row,
                    After = _concentration + row,
                    DefectBefore = Defect(_before.Pointer, y, z, _rows[2 * member]),
                    DefectAfter = Defect(_concentration, y, z, _rows[(2 * member) + 1]),
                    Columns = columns,
                };
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
                _products.EndRow(columns, z, ProductRow.OfDefect);
                _products.EndRow(columns, z, ProductRow.OfOperator);
            }
        }
    }

    private float* Defect(float* map, int y, int z, NativeArray<float> buffer)
    {
        Lattice lattice = _geometry[0];
        MatrixLattice matrix = _geometry.InMatrix(0);
        buffer.Slice(0, lattice.X.Count).Clear();
        MatrixDefectRow<Correction> sweep = new()
        {
            Reaction = _reaction with { Loss = _reaction.Loss + lattice.RowStart(y, z), Source = _reaction.Source + lattice.RowStart(y, z) },
            Weight = 1f,
            Result = buffer.Pointer,
        };
        matrix.Enter(ref sweep.Row, z);
        matrix.Move(ref sweep.Row, map, y, z, _loss);
        RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
        return buffer.Pointer;
    }

    private void Combine(int member)
    {
        Lattice lattice = _geometry[0];
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                long row = lattice.RowStart(y, z);
                ConjugateRow sweep = new()
                {
                    Before = _before.Pointer + row,
                    BeforeThat = _beforeThat.Pointer + row,
                    After = _concentration + row,
                    Along = _along,
                    Onward = _onward,
                };
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
            }
        }
    }
}
