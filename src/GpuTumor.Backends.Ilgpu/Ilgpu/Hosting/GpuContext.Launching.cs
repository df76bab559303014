using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <content>Launching of kernels: all work is done in the order in which it was asked for.</content>
internal sealed partial class GpuContext
{
    // As many as run at once, and some more, so that none waits long for the last.
    private const int GroupsOfMultiprocessor = 16;

    /// <summary>Does the work for each of <paramref name="count"/> items, after what was asked before.</summary>
    public void ForEach<TWork>(long count, TWork work)
        where TWork : struct, IItemWork
    {
        if (count <= 0)
            return;
        var kernel = Kernel<TWork, Action<KernelConfig, long, TWork>>(
            () => _accelerator.LoadStreamKernel<long, TWork>(EntryPoints.Items));
        int groups = checked((int)((count + _groupSize - 1) / _groupSize));
        Do(Running<TWork>(), () => kernel((groups, _groupSize), count, work));
    }

    /// <summary>Does the work for each voxel of a box, after what was asked before.</summary>
    public void ForVoxels<TWork>(int width, int height, int depth, TWork work)
        where TWork : struct, IVoxelWork
    {
        var kernel = Kernel<TWork, Action<KernelConfig, int, TWork>>(
            () => _accelerator.LoadStreamKernel<int, TWork>(EntryPoints.Voxels));
        // A short line needs no more threads than voxels, in whole warps; drivers of processors compile for each length anew.
        int line = _isProcessor ? _groupSize : Math.Min(_groupSize, (width + 31) >> 5 << 5);
        KernelConfig shape = new(new Index3D((width + line - 1) / line, height, depth), new Index3D(line, 1, 1));
        Do(Running<TWork>(), () => kernel(shape, width, work));
    }

    /// <summary>Threads of a pass over a region.</summary>
    public long ThreadsOfRegion => (long)GroupsOfRegion * _groupSize;

    private int GroupsOfRegion => _accelerator.NumMultiprocessors * (_isProcessor ? 4 : GroupsOfMultiprocessor);

    /// <summary>Does the work for each voxel of a region, after what was asked before.</summary>
    /// <param name="region">The region.</param>
    /// <param name="rim">So many voxels at the faces of the lattice are left out.</param>
    /// <param name="work">The work.</param>
    public void ForRegion<TWork>(RegionView region, int rim, TWork work)
        where TWork : struct, IRegionWork
    {
        var kernel = Kernel<TWork, Action<KernelConfig, RegionView, int, TWork>>(
            () => _accelerator.LoadStreamKernel<RegionView, int, TWork>(EntryPoints.Regions));
        Do(Running<TWork>(), () => kernel((GroupsOfRegion, _groupSize), region, rim, work));
    }

    /// <summary>The same for work that counts.</summary>
    /// <param name="region">The region.</param>
    /// <param name="rim">So many voxels at the faces of the lattice are left out.</param>
    /// <param name="counts">Grow by what each thread counts, quantity by quantity; see <see cref="RegionCounter"/>.</param>
    /// <param name="work">The work.</param>
    public void CountRegion<TWork>(RegionView region, int rim, ArrayView<long> counts, TWork work)
        where TWork : struct, IRegionCountWork
    {
        var kernel = Kernel<TWork, Action<KernelConfig, RegionView, int, ArrayView<long>, TWork>>(
            () => _accelerator.LoadStreamKernel<RegionView, int, ArrayView<long>, TWork>(EntryPoints.RegionCounts));
        Do(Running<TWork>(), () => kernel((GroupsOfRegion, _groupSize), region, rim, counts, work));
    }

    /// <summary>Does the work for each row of a lattice, after what was asked before.</summary>
    /// <param name="height">Rows of a plane.</param>
    /// <param name="depth">Planes.</param>
    /// <param name="quantities">Quantities summed.</param>
    /// <param name="firstLargest">The first quantity of which the largest value is kept and not the sum.</param>
    /// <param name="rows">Takes the sums: quantity by quantity, row by row, plane fastest.</param>
    /// <param name="work">The work.</param>
    public void ForRows<TWork>(
        int height, int depth, int quantities, int firstLargest, ArrayView<float> rows, TWork work)
        where TWork : struct, IRowWork
    {
        var kernel = Kernel<TWork, Action<KernelConfig, int, int, int, int, ArrayView<float>, TWork>>(
            () => _accelerator.LoadStreamKernel<int, int, int, int, ArrayView<float>, TWork>(EntryPoints.Rows));
        const int RowsOfGroup = EntryPoints.RowGroup / RowSums.Columns;
        int groups = checked((int)((((long)height * depth) + RowsOfGroup - 1) / RowsOfGroup));
        Do(Running<TWork>(), () => kernel((groups, EntryPoints.RowGroup), height, depth, quantities, firstLargest, rows, work));
    }

    /// <summary>Does the work for each row of a lattice, four voxels at a time, after what was asked before.</summary>
    /// <param name="height">Rows of a plane.</param>
    /// <param name="depth">Planes.</param>
    /// <param name="rows">Takes the sums: quantity by quantity, row by row, plane fastest.</param>
    /// <param name="work">The work.</param>
    public void ForFours<TWork>(int height, int depth, ArrayView<float> rows, TWork work)
        where TWork : struct, IFourWork
    {
        var kernel = Kernel<TWork, Action<KernelConfig, int, int, ArrayView<float>, TWork>>(
            () => _accelerator.LoadStreamKernel<int, int, ArrayView<float>, TWork>(EntryPoints.Fours));
        const int RowsOfGroup = EntryPoints.RowGroup / EntryPoints.ThreadsOfRow;
        int groups = checked((int)((((long)height * depth) + RowsOfGroup - 1) / RowsOfGroup));
        Do(Running<TWork>(), () => kernel((groups, EntryPoints.RowGroup), height, depth, rows, work));
    }

    /// <summary>Whether stages on a lattice are fused on tiles.</summary>
    public bool UsesTiles(FieldLattice lattice)
    {
        // Beyond a periodic face a rim comes round once at most.
        if (Tiling == Tiling.Never || Math.Min(Math.Min(lattice.X.Count, lattice.Y.Count), lattice.Z.Count) < Tile.MostStages)
            return false;
        return (_tilingForNow ?? Tiling) switch
        {
            Tiling.Never => false,
            Tiling.Always => true,
            _ => TilesOf(lattice.X.Count, lattice.Y.Count, lattice.Z.Count) >= _accelerator.NumMultiprocessors,
        };
    }

    /// <summary>Does something with stages fused otherwise, as far as the device can.</summary>
    public void With(Tiling tiling, Action work)
    {
        _tilingForNow = tiling;
        try
        {
            work();
        }
        finally
        {
            _tilingForNow = null;
        }
    }

    /// <summary>Tiles of a lattice, layer by layer.</summary>
    public static long TilesOf(int x, int y, int z) => (long)Parts(x, Tile.Width) * Parts(y, Tile.Height) * Parts(z, Tile.Planes);

    /// <summary>Does stages on tiles of a lattice, after what was asked before.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="sums">Takes what each group summed: quantity by quantity; empty if nothing is summed.</param>
    /// <param name="work">The work.</param>
    public void ForTiles<TWork>(FieldLattice lattice, ArrayView<double> sums, TWork work)
        where TWork : struct, ITileWork
    {
        var kernel = Kernel<TWork, Action<KernelConfig, FieldLattice, int, ArrayView<double>, TWork>>(
            () => _accelerator.LoadStreamKernel<FieldLattice, int, ArrayView<double>, TWork>(EntryPoints.Tiles));
        KernelConfig shape = new(
            new Index3D(Parts(lattice.X.Count, Tile.Width), Parts(lattice.Y.Count, Tile.Height), Parts(lattice.Z.Count, Tile.Planes)),
            new Index3D(Tile.Threads, 1, 1));
        Do(Running<TWork>(), () => kernel(shape, lattice, Tile.Planes, sums, work));
    }

    /// <summary>Does work in one group, after what was asked before.</summary>
    public void ForGroup<TWork>(TWork work)
        where TWork : struct, IGroupWork
    {
        var kernel = Kernel<TWork, Action<KernelConfig, TWork>>(() => _accelerator.LoadStreamKernel<TWork>(EntryPoints.OneGroup));
        Do(Running<TWork>(), () => kernel((1, _groupSize), work));
    }

    private static int Parts(int count, int size) => (count + size - 1) / size;

    private static string Running<TWork>() => $"running {NameOf<TWork>()}";

    // Of a work for lattices of both kinds, the plain name.
    private static string NameOf<TWork>() => typeof(TWork).Name.Split('`')[0];

    // Compiled when first asked for.
    private TKernel Kernel<TWork, TKernel>(Func<TKernel> compile)
        where TKernel : Delegate
    {
        if (!_kernels.TryGetValue(typeof(TWork), out Delegate? kernel))
        {
            kernel = Compiled($"compiling {NameOf<TWork>()}", compile);
            _kernels.Add(typeof(TWork), kernel);
        }

        return (TKernel)kernel;
    }
}
