using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>The laws of the tumour cells as drugs leave them that act by their level in blood: what the cells of a step follow.</summary>
/// <remarks>
/// With I the effect of all drugs of an action together (<see cref="Model.Effect"/>): a MET inhibitor takes what HGF restores of ERK, gives
/// to AKT and to the mesenchymal state, and pulls of a migrating cell, each × (1 − I); an IGF-1R inhibitor what IGF1 gives to AKT; an
/// autophagy inhibitor what autophagy spares; a P-glycoprotein inhibitor the pump, × (1 − I) of what is left of it. An epigenetic
/// drug divides the rate of becoming a persister (× 1 − 0.9·I) and kills persisters at 0.3/d·I; a senolytic kills senescent cells
/// at ln 10/d·I [G]. Invariant: without such drugs the laws are the model's, to the bit.
/// </remarks>
public sealed class PresentLaws : IStateful
{
    private static readonly DrugAction[] _actions =
    [
        DrugAction.MetInhibition, DrugAction.Igf1ReceptorInhibition, DrugAction.AutophagyInhibition, DrugAction.PgpInhibition,
        DrugAction.EpigeneticReset, DrugAction.Senolysis,
    ];

    private readonly Model _model;
    private readonly TumourCell _undrugged;
    private float[] _effects = new float[_actions.Length];
    private TumourCell _cell;

    /// <summary>The laws of a model, before any drug.</summary>
    public PresentLaws(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _undrugged = model.Laws;
        Renew();
    }

    /// <summary>The laws of a tumour cell now.</summary>
    public ref readonly TumourCell Cell => ref _cell;

    /// <summary>The law of migration now.</summary>
    public Migration Migration { get; private set; }

    /// <summary>Takes up the levels in blood of a step.</summary>
    /// <param name="plasma">In the order of <see cref="Model.Drugs"/>.</param>
    public void Follow(ReadOnlySpan<float> plasma)
    {
        if (_model.Pharmacology.Count == 0)
            return;
        for (int i = 0; i < _actions.Length; i++)
            _effects[i] = _model.Effect(_actions[i], plasma);
        Renew();
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        archive.List(TissueArchive.DrugEffects, ref _effects);
        if (_effects.Length != _actions.Length)
            throw new StateException($"'{TissueArchive.DrugEffects}' has {_effects.Length} values, not {_actions.Length}");
        Renew();
    }

    private void Renew()
    {
        (_cell, Migration) = (_undrugged, _model.Migration);
        if (_effects.All(effect => effect == 0f))
            return;
        float metLeft = Left(DrugAction.MetInhibition);
        float epigenetic = 1f - Left(DrugAction.EpigeneticReset);
        FullEffects full = _model.FullEffects;
        TumourCell cell = _undrugged;
        _cell = cell with
        {
            Erk = cell.Erk with { HgfRescue = cell.Erk.HgfRescue * metLeft },
            Akt = cell.Akt with
            {
                FromHgf = cell.Akt.FromHgf * metLeft,
                FromIgf1 = cell.Akt.FromIgf1 * Left(DrugAction.Igf1ReceptorInhibition),
            },
            Transition = cell.Transition with { FromMet = cell.Transition.FromMet * metLeft },
            Efflux = cell.Efflux with { Inhibition = 1f - ((1f - cell.Efflux.Inhibition) * Left(DrugAction.PgpInhibition)) },
            Autophagy = cell.Autophagy with { Protection = cell.Autophagy.Protection * Left(DrugAction.AutophagyInhibition) },
            Persistence = cell.Persistence with
            {
                EpigeneticInhibition = full.EpigeneticInhibition * epigenetic,
                EpigeneticDeath = Rate.PerHourOf(full.EpigeneticDeath.PerHour * epigenetic),
            },
            Damage = cell.Damage with { Senolysis = Rate.PerHourOf(full.Senolysis.PerHour * (1f - Left(DrugAction.Senolysis))) },
        };
        Migration = Migration with { AlongHgf = _model.Migration.AlongHgf * metLeft };
    }

    private float Left(DrugAction action) => 1f - _effects[Array.IndexOf(_actions, action)];
}
