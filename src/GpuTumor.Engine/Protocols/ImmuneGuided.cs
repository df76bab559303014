using System.Globalization;

namespace GpuTumor.Engine;

/// <summary>
/// Looks at the immune cells of a tumour by biopsies, and once it has become colder than it was, begins what keeps suppressors out
/// and wakes T cells.
/// </summary>
/// <remarks>
/// The hot index is that of the sample (<see cref="ImmuneInfiltrate.HotIndex"/>), against that of the first biopsy; a fall by more
/// than 1 begins a CCR2 inhibitor and a checkpoint inhibitor [G].
/// </remarks>
/// <param name="FromStep">When the first biopsy is taken.</param>
/// <param name="IntervalSteps">Steps between biopsies.</param>
/// <param name="Drop">Of the hot index, that begins the courses.</param>
/// <param name="Courses">What then begins.</param>
public sealed record ImmuneGuided(long FromStep, long IntervalSteps, double Drop, IReadOnlyList<StandingCourse> Courses) : IProtocol
{
    /// <inheritdoc/>
    public string Name => "immune_guided";

    /// <inheritdoc/>
    public IController Begin() => new Controller(this);

    private sealed class Controller(ImmuneGuided rule) : IController
    {
        private double _first = double.NaN;
        private bool _done;

        public void Attend(Ward ward)
        {
            long since = ward.Clock.Step - rule.FromStep;
            if (_done || since < 0 || since % rule.IntervalSteps != 0)
                return;
            Biopsy biopsy = ward.TakeBiopsy(double.IsNaN(_first) ? "what the hot index is to be compared with" : "the next is due");
            if (biopsy.Infiltrate is not { } found || biopsy.Cells == 0)
                return;
            if (double.IsNaN(_first))
                _first = found.HotIndex;
            if (_first - found.HotIndex <= rule.Drop)
                return;
            _done = true;
            string because = string.Create(
                CultureInfo.InvariantCulture, $"the hot index of the biopsy fell from {_first:0.##} to {found.HotIndex:0.##}");
            foreach (StandingCourse course in rule.Courses)
                ward.Begin(course, because);
        }

        public void Save(BinaryWriter to)
        {
            to.Write(_first);
            to.Write(_done);
        }

        public void Restore(BinaryReader from) => (_first, _done) = (from.ReadDouble(), from.ReadBoolean());
    }
}
