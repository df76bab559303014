using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>Once the tumour grows in spite of a drug, takes a biopsy and chooses the next drug by the mutation found most.</summary>
/// <param name="Drug">The first drug; it is stopped.</param>
/// <param name="ByMutation">The next course by the mutation it is for.</param>
/// <param name="Otherwise">The course where no such mutation is found; null for going on with the first drug.</param>
/// <param name="Least">The part of the sample that must carry a mutation for it to count.</param>
public sealed record GenotypeGuided(
    string Drug, IReadOnlyDictionary<Genotype, StandingCourse> ByMutation, StandingCourse? Otherwise, double Least) : IProtocol
{
    /// <inheritdoc/>
    public string Name => "genotype_guided";

    /// <inheritdoc/>
    public IController Begin() => new Controller(this);

    private sealed class Controller(GenotypeGuided rule) : IController
    {
        private bool _done;

        public void Attend(Ward ward)
        {
            if (_done || !ward.HasNewScan || !ward.Notes.IsProgressionConfirmed)
                return;
            _done = true;
            Biopsy biopsy = ward.TakeBiopsy("progression, seen twice: " + Said.Of(ward.Notes));
            StandingCourse? next = rule.ByMutation
                .Where(choice => biopsy.FractionWith(choice.Key) >= rule.Least && biopsy.FractionWith(choice.Key) > 0)
                .OrderByDescending(choice => biopsy.FractionWith(choice.Key))
                .ThenBy(choice => choice.Key)
                .Select(choice => choice.Value)
                .FirstOrDefault(rule.Otherwise);
            if (next is null)
                return;
            string because = $"the biopsy found {biopsy}";
            ward.Order(rule.Drug, 0, because);
            ward.Begin(next, because);
        }

        public void Save(BinaryWriter to) => to.Write(_done);

        public void Restore(BinaryReader from) => _done = from.ReadBoolean();
    }
}
