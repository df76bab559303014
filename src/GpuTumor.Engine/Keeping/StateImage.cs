namespace GpuTumor.Engine;

/// <summary>The state of something, copied into memory.</summary>
public sealed class StateImage
{
    private readonly Dictionary<string, Array> _parts = [];

    private StateImage()
    {
    }

    /// <summary>What was taken, by path: <c>primary/fields/oxygen</c>.</summary>
    public IReadOnlyDictionary<string, Array> Parts => _parts;

    /// <summary>Takes a copy.</summary>
    public static StateImage Of(IStateful source)
    {
        ArgumentNullException.ThrowIfNull(source);
        StateImage image = new();
        source.Carry(new Taking(image._parts, ""));
        return image;
    }

    /// <summary>Gives the copy to another of its kind.</summary>
    /// <exception cref="StateException">It does not fit, or something of it was not asked for.</exception>
    public void RestoreInto(IStateful target)
    {
        ArgumentNullException.ThrowIfNull(target);
        HashSet<string> given = [];
        target.Carry(new Giving(_parts, given, ""));
        if (_parts.Keys.FirstOrDefault(name => !given.Contains(name)) is { } forgotten)
            throw new StateException($"'{forgotten}' was stored and is not taken up");
    }

    private sealed class Taking(Dictionary<string, Array> parts, string path) : IStateArchive
    {
        public bool Restores => false;

        public IStateArchive Part(string name) => new Taking(parts, $"{path}{name}/");

        public void Value<T>(string name, ref T value)
            where T : unmanaged
            => parts.Add(path + name, new[] { value });

        public void List<T>(string name, ref T[] values)
            where T : unmanaged
            => parts.Add(path + name, (T[])values.Clone());

        public void Voxels<T>(string name, Grid grid, PlaneMove<T> save, PlaneMove<T> restore)
            where T : unmanaged
        {
            T[] values = new T[grid.Voxels];
            int plane = (int)grid.PlaneVoxels;
            for (int z = 0; z < grid.Nz; z++)
                save(z, values.AsSpan(z * plane, plane));
            parts.Add(path + name, values);
        }
    }

    private sealed class Giving(Dictionary<string, Array> parts, HashSet<string> given, string path) : IStateArchive
    {
        public bool Restores => true;

        public IStateArchive Part(string name) => new Giving(parts, given, $"{path}{name}/");

        public void Value<T>(string name, ref T value)
            where T : unmanaged
            => value = Find<T>(name, 1)[0];

        public void List<T>(string name, ref T[] values)
            where T : unmanaged
            => values = (T[])Find<T>(name, null).Clone();

        public void Voxels<T>(string name, Grid grid, PlaneMove<T> save, PlaneMove<T> restore)
            where T : unmanaged
        {
            T[] values = Find<T>(name, grid.Voxels);
            T[] plane = new T[grid.PlaneVoxels];
            for (int z = 0; z < grid.Nz; z++)
            {
                values.AsSpan(z * plane.Length, plane.Length).CopyTo(plane);
                restore(z, plane);
            }
        }

        private T[] Find<T>(string name, long? length)
        {
            if (!parts.TryGetValue(path + name, out Array? found) || found is not T[] values)
                throw new StateException($"there is no '{path + name}' of {typeof(T).Name} in the stored state");
            if (length is { } expected && values.LongLength != expected)
                throw new StateException($"'{path + name}' has {values.LongLength} values in the stored state, not {expected}");
            given.Add(path + name);
            return values;
        }
    }
}
