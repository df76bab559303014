namespace GpuTumor.Engine;

/// <summary>What was summed over the lattice before and after an implicit step.</summary>
public readonly record struct ImplicitTotals
{
    /// <summary>What there was.</summary>
    public required double Before { get; init; }

    /// <summary>What sources give to free voxels [field unit · voxels/s].</summary>
    public required double Given { get; init; }

    /// <summary>How many voxels are pinned.</summary>
    public required double Pinned { get; init; }

    /// <summary>What there is.</summary>
    public required double Present { get; init; }

    /// <summary>What there is in voxels that are not pinned.</summary>
    public required double PresentFree { get; init; }

    /// <summary>First-order loss of free voxels [field unit · voxels/s].</summary>
    public required double Taken { get; init; }

    /// <summary>Saturable uptake of free voxels [field unit · voxels/s].</summary>
    public required double Saturable { get; init; }

    /// <summary>Slope of the saturable uptake times the concentration [field unit · voxels/s].</summary>
    public required double SaturableSlope { get; init; }

    /// <summary>Sources of free voxels that the solver left unmatched [field unit · voxels/s].</summary>
    public required double Defect { get; init; }

    /// <summary>What the neighbours of pinned voxels lose to them, before they receive [field unit · voxels/s].</summary>
    public required double PinnedNeighbours { get; init; }

    /// <summary>What held faces take [field unit · voxels/s].</summary>
    public required FaceAmounts ToFaces { get; init; }
}

/// <summary>
/// The mass balance of an implicit step, and the factor near one by which the field is scaled at last such that its sources,
/// sinks and change balance: the one error that cycles leave and that would add up over the steps.
/// </summary>
public struct ImplicitBalance
{
    /// <summary>An imbalance below this, relative to the turnover, is left: rounding makes as much.</summary>
    private const double AcceptedImbalance = 1e-7;

    /// <summary>A larger correction would hide a solver that has not converged; it stays in the balance's residual.</summary>
    private const double LargestExcess = 0.05;

    private readonly ImplicitTotals _totals;
    private readonly FaceAmounts _faceGain;
    private readonly float _storage;
    private readonly double _change;
    private double _present;
    private double _applied;

    /// <summary>Works out the balance of a step.</summary>
    /// <param name="totals">What was summed.</param>
    /// <param name="faceGain">What the held faces give [field unit · voxels/s], before they take.</param>
    /// <param name="storage">1/dt, or 0 for a steady state [1/s].</param>
    public ImplicitBalance(in ImplicitTotals totals, FaceAmounts faceGain, float storage)
    {
        (_totals, _faceGain, _storage, _present) = (totals, faceGain, storage, totals.Present);
        bool hasPinned = totals.Pinned > 0;
        double turnover = totals.Given + totals.Taken + totals.Saturable + (faceGain - totals.ToFaces).Positive;
        _change = (storage * totals.PresentFree) + totals.Taken + totals.SaturableSlope + totals.ToFaces.Total
            + totals.PinnedNeighbours;
        double excess = totals.Defect / _change;
        bool isGivenNothing = storage == 0 && totals.Given == 0 && faceGain.Total == 0 && !hasPinned;
        if (isGivenNothing && _change > 0)
        {
            // The steady state of what is only taken is nothing; cycles approach it and never arrive.
            excess = -1.0;
        }

        IsWithoutSink = storage == 0 && totals.Given > 0 && _change == 0 && !hasPinned;
        NeedsScaling = Math.Abs(totals.Defect) > AcceptedImbalance * turnover
            && (isGivenNothing || Math.Abs(excess) < LargestExcess);
        Excess = (float)excess;
    }

    /// <summary>Whether the free voxels are to be scaled.</summary>
    public bool NeedsScaling { get; }

    /// <summary>The factor less one.</summary>
    public float Excess { get; }

    /// <summary>Whether a steady state has sources and nothing that removes what they give: then there is none.</summary>
    public bool IsWithoutSink { get; }

    /// <summary>Takes up what there is after scaling. Rounding decides what a small factor really does.</summary>
    public void Scaled(double present)
    {
        _applied = (present - _totals.Present) / _totals.PresentFree;
        _present = present;
    }

    /// <summary>Books the step.</summary>
    /// <param name="ledger">The field's balance.</param>
    /// <param name="seconds">For how long what came and went counts [s].</param>
    public readonly void Book(MassLedger ledger, double seconds)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        double taken = _totals.Taken + (_applied * _totals.Taken);
        double saturable = _totals.Saturable + (_applied * _totals.SaturableSlope);
        FaceAmounts toFaces = _totals.ToFaces + (_applied * _totals.ToFaces);
        double defect = _totals.Defect - (_applied * _change);
        double net = (_storage * (_present - _totals.Before)) - _totals.Given - _faceGain.Total + taken + saturable + toFaces.Total;
        double fromPinned = _totals.Pinned > 0 ? net + defect : 0.0;
        ledger.Book(
            _totals.Given * seconds, (taken + saturable) * seconds,
            fromPinned * seconds, seconds * (_faceGain - toFaces),
            0.0, (net - fromPinned) * seconds);
    }
}
