using System.Runtime.InteropServices;

namespace GpuTumor.Engine;

/// <summary>The state of something as it was at one moment, its maps kept by the device that it is on, to be saved while it goes on.</summary>
public sealed class StateStill : IStateful, IDisposable
{
    private readonly List<(string[] Path, Action<IStateArchive> Give)> _parts = [];
    private readonly List<IStillMap> _maps = [];
    private bool _isWhole = true;

    private StateStill()
    {
    }

    /// <summary>Keeps a state; null where a map of it cannot be kept, as its device has no room or keeps none.</summary>
    /// <exception cref="DeviceException">The device is lost.</exception>
    public static StateStill? Of(IStateful source)
    {
        ArgumentNullException.ThrowIfNull(source);
        StateStill still = new();
        try
        {
            source.Carry(new Taking(still, []));
        }
        catch
        {
            still.Dispose();
            throw;
        }

        if (still._isWhole)
            return still;
        still.Dispose();
        return null;
    }

    /// <summary>Gives the state to an archive that saves it.</summary>
    public void Carry(IStateArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        if (archive.Restores)
            throw new InvalidOperationException("what is kept of a moment does not change");
        foreach ((string[] path, Action<IStateArchive> give) in _parts)
            give(path.Aggregate(archive, (part, name) => part.Part(name)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IStillMap map in _maps)
            map.Dispose();
        _maps.Clear();
    }

    private sealed class Taking(StateStill still, string[] path) : IStillArchive
    {
        public bool Restores => false;

        public bool TakesCopies => still._isWhole;

        public IStateArchive Part(string name) => new Taking(still, [.. path, name]);

        public void Value<T>(string name, ref T value)
            where T : unmanaged
        {
            T kept = value;
            Add(archive =>
            {
                T given = kept;
                archive.Value(name, ref given);
            });
        }

        public void List<T>(string name, ref T[] values)
            where T : unmanaged
        {
            var kept = (T[])values.Clone();
            Add(archive =>
            {
                T[] given = kept;
                archive.List(name, ref given);
            });
        }

        // A map that nobody keeps would have to be copied here and now, which is what is to be avoided.
        public void Voxels<T>(string name, Grid grid, PlaneMove<T> save, PlaneMove<T> restore)
            where T : unmanaged
            => still._isWhole = false;

        public void Keep<T>(string name, Grid grid, IStillMap map)
            where T : unmanaged
        {
            still._maps.Add(map);
            Add(archive => archive.Voxels<T>(
                name, grid, (z, values) => map.Read(z, MemoryMarshal.AsBytes(values)), (_, _) => { }));
        }

        private void Add(Action<IStateArchive> give) => still._parts.Add((path, give));
    }
}
