namespace GpuTumor.Engine;

/// <summary>Adaptive therapy that changes the dose by a share whenever the tumour has changed by a share.</summary>
/// <remarks>Enriquez-Navas et al. 2016: a quarter more or less for a tenth more or less [M]; never above the full dose.</remarks>
/// <param name="Drug">The drug.</param>
/// <param name="Change">Of the tumour, since the dose was last changed.</param>
/// <param name="Step">Of the dose.</param>
/// <param name="Least">The lowest share of the full dose; below half of the first scan the drug is held all the same.</param>
/// <param name="StopBelow">Of the first scan; 0 never holds.</param>
public sealed record AdaptiveDose(string Drug, double Change, double Step, double Least, double StopBelow) : IProtocol
{
    /// <inheritdoc/>
    public string Name => "adaptive_dose";

    /// <inheritdoc/>
    public IController Begin() => new Controller(this);

    private sealed class Controller(AdaptiveDose rule) : IController
    {
        private double _share = 1;
        private double _ordered = 1;
        private double _reference;

        public void Attend(Ward ward)
        {
            if (!ward.HasNewScan || double.IsNaN(ward.Notes.Relative))
                return;
            double cells = ward.Notes.Last!.Value.Cells;
            if (_reference <= 0)
                _reference = cells;
            if (cells >= (1 + rule.Change) * _reference)
                (_share, _reference) = (Math.Min(1, _share * (1 + rule.Step)), cells);
            else if (cells <= (1 - rule.Change) * _reference)
                (_share, _reference) = (Math.Max(rule.Least, _share * (1 - rule.Step)), cells);
            double ordered = ward.Notes.Relative < rule.StopBelow ? 0 : _share;
            if (ordered == _ordered)
                return;
            _ordered = ordered;
            ward.Order(rule.Drug, ordered, Said.Of(ward.Notes));
        }

        public void Save(BinaryWriter to)
        {
            to.Write(_share);
            to.Write(_ordered);
            to.Write(_reference);
        }

        public void Restore(BinaryReader from)
            => (_share, _ordered, _reference) = (from.ReadDouble(), from.ReadDouble(), from.ReadDouble());
    }
}
