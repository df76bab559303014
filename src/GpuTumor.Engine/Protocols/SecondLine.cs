namespace GpuTumor.Engine;

/// <summary>Once the tumour grows in spite of a drug, stops it and begins another.</summary>
/// <param name="Drug">The first drug.</param>
/// <param name="Next">The next course.</param>
public sealed record SecondLine(string Drug, StandingCourse Next) : IProtocol
{
    /// <inheritdoc/>
    public string Name => "second_line";

    /// <inheritdoc/>
    public IController Begin() => new Controller(this);

    private sealed class Controller(SecondLine rule) : IController
    {
        private bool _done;

        public void Attend(Ward ward)
        {
            if (_done || !ward.HasNewScan || !ward.Notes.IsProgressionConfirmed)
                return;
            _done = true;
            string because = "progression, seen twice: " + Said.Of(ward.Notes);
            ward.Order(rule.Drug, 0, because);
            ward.Begin(rule.Next, because);
        }

        public void Save(BinaryWriter to) => to.Write(_done);

        public void Restore(BinaryReader from) => _done = from.ReadBoolean();
    }
}
