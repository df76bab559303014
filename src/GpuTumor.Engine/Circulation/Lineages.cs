namespace GpuTumor.Engine;

/// <summary>
/// Which clones of the sites are the same: each lattice numbers its clones itself, and a clone that comes from elsewhere is entered
/// into its table once, with all its ancestors.
/// </summary>
/// <remarks>
/// Founders have the same number everywhere. Invariant: in the table of every site the descent of a clone is what it is where the
/// clone began; clones are entered in the order in which their first cells arrive.
/// </remarks>
public sealed class Lineages : IStateful
{
    private readonly int _founders;
    private readonly Func<int, ITissue?> _tissueOf;
    private readonly Dictionary<(int Site, uint Number), CloneName> _names = [];
    private readonly Dictionary<(int Site, CloneName Name), uint> _numbers = [];

    /// <summary>The lineages of a patient.</summary>
    /// <param name="founders">How many clones all tables begin with.</param>
    /// <param name="tissueOf">The lattice of a site; null while there is none.</param>
    public Lineages(int founders, Func<int, ITissue?> tissueOf) => (_founders, _tissueOf) = (founders, tissueOf);

    /// <summary>The clones of a site that began elsewhere, by number: what each is called where it began.</summary>
    public IReadOnlyList<(uint Number, CloneName Name)> FromElsewhere(int site)
        => [.. _names.Where(entry => entry.Key.Site == site).Select(entry => (entry.Key.Number, entry.Value)).OrderBy(entry => entry.Number)];

    /// <summary>The name of a clone that has a number at a site.</summary>
    public CloneName NameOf(int site, uint number)
        => number <= _founders ? new CloneName(0, number) : _names.GetValueOrDefault((site, number), new CloneName(site, number));

    /// <summary>The number of a clone at a site, where it and its ancestors are entered if they are new there.</summary>
    public uint NumberAt(int site, CloneName name)
    {
        if (name.Site == site || name.Number <= _founders)
            return name.Number;
        if (_numbers.TryGetValue((site, name), out uint known))
            return known;
        CloneTable home = _tissueOf(name.Site)!.ReadClones();
        uint parent = NumberAt(site, NameOf(name.Site, home.Parents[(int)name.Number - 1]));
        uint number = ((ICellTraffic)_tissueOf(site)!).Adopt(
            parent, home.BirthSteps[(int)name.Number - 1], home.TraitsOf(name.Number));
        Note(site, number, name);
        return number;
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        // In one order, whatever that of the dictionary.
        KeyValuePair<(int Site, uint Number), CloneName>[] entries = [.. _names.OrderBy(entry => entry.Key)];
        int[] sites = [.. entries.Select(entry => entry.Key.Site)];
        uint[] numbers = [.. entries.Select(entry => entry.Key.Number)];
        int[] homes = [.. entries.Select(entry => entry.Value.Site)];
        uint[] names = [.. entries.Select(entry => entry.Value.Number)];
        archive.List("sites", ref sites);
        archive.List("numbers", ref numbers);
        archive.List("home_sites", ref homes);
        archive.List("home_numbers", ref names);
        if (!archive.Restores)
            return;
        if (numbers.Length != sites.Length || homes.Length != sites.Length || names.Length != sites.Length)
            throw new StateException($"the lineages have {sites.Length} sites, {numbers.Length} numbers, {homes.Length} homes and {names.Length} names");
        _names.Clear();
        _numbers.Clear();
        for (int i = 0; i < sites.Length; i++)
            Note(sites[i], numbers[i], new CloneName(homes[i], names[i]));
    }

    private void Note(int site, uint number, CloneName name)
    {
        _names.Add((site, number), name);
        _numbers.Add((site, name), number);
    }
}
