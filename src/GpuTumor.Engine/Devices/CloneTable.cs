using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>Every clone that has been: its parent, when it began, and what it is. Clone n is entry n − 1; 12 bytes a clone.</summary>
/// <remarks>Clones are numbered in the order of steps, then voxels, so numbers do not depend on threads or devices.</remarks>
public sealed class CloneTable : IStateful
{
    private uint[] _parents;
    private uint[] _birthSteps;
    private uint[] _traits;

    /// <summary>A table of the given columns, of equal length.</summary>
    public CloneTable(uint[] parents, uint[] birthSteps, uint[] traits)
    {
        ArgumentNullException.ThrowIfNull(parents);
        ArgumentNullException.ThrowIfNull(birthSteps);
        ArgumentNullException.ThrowIfNull(traits);
        ArgumentOutOfRangeException.ThrowIfNotEqual(birthSteps.Length, parents.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(traits.Length, parents.Length);
        (_parents, _birthSteps, _traits, Count) = (parents, birthSteps, traits, parents.Length);
    }

    /// <summary>The clones of a model at the start: its founders.</summary>
    public static CloneTable OfFounders(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new CloneTable(
            new uint[model.Founders.Count],
            new uint[model.Founders.Count],
            [.. model.Founders.Select((founder, i) => CloneTraits.Of((uint)i, CloneOrigin.Founder, (uint)founder.Genotype))]);
    }

    /// <summary>Clones so far, extinct ones among them.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes held.</summary>
    public long AllocatedBytes => 3L * sizeof(uint) * _parents.Length;

    /// <summary>The clone that each came from; 0 for a founder.</summary>
    public Span<uint> Parents => _parents.AsSpan(0, Count);

    /// <summary>The step in which each began.</summary>
    public Span<uint> BirthSteps => _birthSteps.AsSpan(0, Count);

    /// <summary>What each is: see <see cref="CloneTraits"/>.</summary>
    public Span<uint> Traits => _traits.AsSpan(0, Count);

    /// <summary>Makes room for more clones at the end, to be written by the caller, and returns the number of the first.</summary>
    public uint Extend(int more)
    {
        uint first = (uint)Count + 1u;
        int wanted = checked(Count + more);
        if (wanted > _parents.Length)
        {
            int capacity = (int)Math.Min(Array.MaxLength, Math.Max(wanted, 2L * _parents.Length));
            Array.Resize(ref _parents, capacity);
            Array.Resize(ref _birthSteps, capacity);
            Array.Resize(ref _traits, capacity);
        }

        Count = wanted;
        return first;
    }

    /// <summary>Writes the entry of a clone.</summary>
    public void Set(uint clone, uint parent, uint birthStep, uint traits)
        => (_parents[clone - 1], _birthSteps[clone - 1], _traits[clone - 1]) = (parent, birthStep, traits);

    /// <summary>Enters a clone at the end, and returns its number.</summary>
    public uint Adopt(uint parent, uint birthStep, uint traits)
    {
        uint clone = Extend(1);
        Set(clone, parent, birthStep, traits);
        return clone;
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        uint[] parents = Parents.ToArray();
        uint[] birthSteps = BirthSteps.ToArray();
        uint[] traits = Traits.ToArray();
        archive.List("parents", ref parents);
        archive.List("birth_steps", ref birthSteps);
        archive.List("traits", ref traits);
        if (birthSteps.Length != parents.Length || traits.Length != parents.Length)
            throw new StateException($"the clones have {parents.Length} parents, {birthSteps.Length} births and {traits.Length} traits");
        (_parents, _birthSteps, _traits, Count) = (parents, birthSteps, traits, parents.Length);
    }

    /// <summary>What a clone is.</summary>
    public uint TraitsOf(uint clone) => _traits[clone - 1];
}
