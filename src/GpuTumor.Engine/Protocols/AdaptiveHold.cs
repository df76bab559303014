namespace GpuTumor.Engine;

/// <summary>Adaptive therapy that holds the drug once the tumour has shrunk and resumes it once it is back: sensitive cells are kept.</summary>
/// <remarks>Zhang et al. 2017: stop below half of the first measure, resume at all of it [V].</remarks>
/// <param name="Drug">The drug.</param>
/// <param name="StopBelow">Of the first scan.</param>
/// <param name="ResumeAt">Of the first scan.</param>
public sealed record AdaptiveHold(string Drug, double StopBelow, double ResumeAt) : IProtocol
{
    /// <inheritdoc/>
    public string Name => "adaptive_hold";

    /// <inheritdoc/>
    public IController Begin() => new Controller(this);

    private sealed class Controller(AdaptiveHold rule) : IController
    {
        private bool _holding;

        public void Attend(Ward ward)
        {
            if (!ward.HasNewScan || double.IsNaN(ward.Notes.Relative))
                return;
            double relative = ward.Notes.Relative;
            bool hold = _holding ? relative < rule.ResumeAt : relative < rule.StopBelow;
            if (hold == _holding)
                return;
            _holding = hold;
            ward.Order(rule.Drug, hold ? 0 : 1, Said.Of(ward.Notes));
        }

        public void Save(BinaryWriter to) => to.Write(_holding);

        public void Restore(BinaryReader from) => _holding = from.ReadBoolean();
    }
}
