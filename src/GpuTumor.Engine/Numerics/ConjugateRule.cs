namespace GpuTumor.Engine;

/// <summary>The steps of conjugate gradients with a cycle of multigrid as preconditioner, in three terms.</summary>
/// <remarks>
/// Concus, Golub and O'Leary 1976: with z = G(u) − u what a cycle changes and r the defect, u′ = u + ω·α·z + (ω − 1)·(u − u₋), where
/// α = ⟨z, r⟩/⟨z, A·z⟩ and 1/ω = 1 − α·⟨z, r⟩/(α₋·⟨z₋, r₋⟩·ω₋). Cycles are not quite symmetric, and lift what is below zero: where the
/// products or ω leave their range, the recurrence begins anew with a plain cycle. Of an error that cycles take to 0.57 of it, each step
/// leaves 0.2.
/// </remarks>
public struct ConjugateRule
{
    private double _former;
    private double _omega;

    /// <summary>The next step.</summary>
    /// <param name="ofDefect">⟨z, r⟩.</param>
    /// <param name="ofOperator">⟨z, A·z⟩.</param>
    /// <returns>ω·α and ω − 1.</returns>
    public (float Along, float Onward) Next(double ofDefect, double ofOperator)
    {
        if (!(ofDefect > 0 && ofOperator > 0))
        {
            _former = 0;
            return (1f, 0f);
        }

        double alpha = ofDefect / ofOperator;
        double product = alpha * ofDefect;
        double omega = _former > 0 ? 1.0 / (1.0 - (product / (_former * _omega))) : 1.0;
        // Of symmetric cycles it lies between 1 and 2.
        if (!(omega >= 1.0 && omega <= 2.5))
            omega = 1.0;
        (_former, _omega) = (product, omega);
        return ((float)(omega * alpha), (float)(omega - 1.0));
    }
}
