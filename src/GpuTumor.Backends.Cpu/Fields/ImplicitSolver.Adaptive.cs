using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>Steps that hold a tolerance in time.</summary>
internal sealed unsafe partial class ImplicitSolver
{
    /// <summary>One step: of backward Euler, or where its change is too large for that, of SDIRK2 in substeps.</summary>
    /// <param name="geometry">Couplings.</param>
    /// <param name="maps">The field.</param>
    /// <param name="field">What is asked of it.</param>
    /// <param name="ledger">The field's balance.</param>
    /// <remarks>
    /// SDIRK2 in two solutions of backward Euler's kind over γ·h each: u₁ = u₀ + γh·F(u₁), u₂ = u₀ + (1 − γ)h·F(u₁) + γh·F(u₂), where
    /// u₀ + (1 − γ)h·F(u₁) = u₁ + √2·(u₁ − u₀). What came and went in the first counts for (1 − γ)·h, in the second for γ·h.
    /// See <see cref="ImplicitAccuracy"/>.
    /// </remarks>
    public void StepWithin(FieldGeometry geometry, in FieldMaps maps, FieldDefinition field, MassLedger ledger)
    {
        Begin(geometry, maps, ImplicitAccuracy.CycleTolerance(field, geometry.IsHindered));
        float* rightSide = _scratch[1].Pointer;
        if (!Solve(Opening.Keeping, rightSide, 1.0 / _seconds))
        {
            Substeps = 0;
            ledger.Book(0, 0, 0, default, 0, 0);
            return;
        }

        Substeps = ImplicitAccuracy.Substeps(Change(), field.Tolerance);
        if (Substeps == 0)
        {
            Balance(ledger, _seconds);
            return;
        }

        long bytes = _scratch[0].Length * sizeof(float);
        Buffer.MemoryCopy(_scratch[0].Pointer, maps.Concentration, bytes, bytes);
        double substep = _seconds / Substeps;
        double spanned = ImplicitAccuracy.Gamma * substep;
        for (int i = 0; i < Substeps; i++)
        {
            if (Solve(Opening.Keeping, rightSide, 1.0 / spanned))
                Balance(ledger, substep - spanned);
            if (Solve(Opening.Extrapolating, rightSide, 1.0 / spanned))
                Balance(ledger, spanned);
        }
    }

    /// <summary>Substeps of SDIRK2 in the last step; 0 where backward Euler was enough.</summary>
    public int Substeps { get; private set; }

    /// <summary>The change since the copy relative to the field, whichever is larger of before and after.</summary>
    private double Change()
    {
        _workers.Run(_measure);
        double largest = Math.Max(_change.Total(ChangeRow.Present), _change.Total(ChangeRow.Former));
        return largest > 0 ? Math.Sqrt(_change.Total(ChangeRow.Change) / largest) : 0.0;
    }

    private void Measure(int member)
    {
        Lattice lattice = _geometry[0];
        float* columns = _change.Row(member);
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            _change.Begin(z);
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                long row = lattice.RowStart(y, z);
                ChangeRow sweep = new() { Row = _maps.Concentration + row, FormerRow = _scratch[0].Pointer + row, Columns = columns };
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
                for (int quantity = 0; quantity < ChangeRow.Quantities; quantity++)
                    _change.EndRow(columns, z, quantity);
            }
        }
    }
}
