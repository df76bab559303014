namespace GpuTumor.Engine;

/// <summary>A drug given for some time and withheld for some time, whatever is seen.</summary>
/// <remarks>Das Thakur et al. 2013: four weeks on, two off, against tumours that have come to need the drug [M].</remarks>
/// <param name="Drug">The drug.</param>
/// <param name="FromStep">When the first time on begins.</param>
/// <param name="OnSteps">How long it is given.</param>
/// <param name="OffSteps">How long it is withheld.</param>
public sealed record Intermittent(string Drug, long FromStep, long OnSteps, long OffSteps) : IProtocol
{
    /// <inheritdoc/>
    public string Name => "intermittent";

    /// <inheritdoc/>
    public IController Begin() => new Controller(this);

    // Follows from the clock: there is nothing to remember.
    private sealed class Controller(Intermittent rule) : IController
    {
        public void Attend(Ward ward)
        {
            long since = ward.Clock.Step - rule.FromStep;
            if (since < 0)
                return;
            long within = since % (rule.OnSteps + rule.OffSteps);
            if (within == rule.OnSteps)
                ward.Order(rule.Drug, 0, "the time on is over");
            else if (within == 0 && since > 0)
                ward.Order(rule.Drug, 1, "the time off is over");
        }

        public void Save(BinaryWriter to)
        {
            // Nothing: see above.
        }

        public void Restore(BinaryReader from)
        {
            // Nothing: see above.
        }
    }
}
