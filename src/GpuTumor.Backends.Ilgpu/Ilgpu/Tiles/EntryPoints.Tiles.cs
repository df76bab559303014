using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

internal static partial class EntryPoints
{
    /// <summary>Once for each column of tiles and each layer: stages fused while the planes stream by.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="planesOfLayer">Planes of a layer.</param>
    /// <param name="sums">Takes what each group summed: quantity by quantity; empty if nothing is summed.</param>
    /// <param name="work">The work.</param>
    /// <remarks>
    /// In step p plane p is loaded, and stage s, which is s − 1 planes behind, starts its plane and finishes the one below, for
    /// which only the value above was still missing. A thread keeps of each of its voxels the value and the outflow so far.
    /// Between two stages all threads meet once, so that each plane of shared memory is written when nobody reads it.
    /// </remarks>
    public static void Tiles<TWork>(FieldLattice lattice, int planesOfLayer, ArrayView<double> sums, TWork work)
        where TWork : struct, ITileWork
    {
        ArrayView<float> planes = SharedMemory.Allocate<float>(Tile.PlaneFloats);
        ArrayView<float> tables = SharedMemory.Allocate<float>(Tile.TableFloats);
        int stages = work.Stages;
        Tile tile = Tile.At(lattice, ILGPU.Grid.IdxX, ILGPU.Grid.IdxY, ILGPU.Grid.IdxZ, planesOfLayer, stages);
        LoadTables(tile, stages, tables);

        // Three voxels a thread in each stage: the widest plane has fewer than 3 · 1024.
        TileStage first = default;
        TileStage second = default;
        TileStage third = default;
        TileStage fourth = default;
        TileSums taken = default;
        int end = tile.EndsAtTop != 0 ? tile.Last + stages : tile.Last;
        for (int p = tile.First; p <= end; p++)
        {
            bool has = p <= tile.Last;
            if (has)
                LoadPlane(tile, stages, p, planes, work);
            Group.Barrier();
            has = RunStage(1, tile, stages, p, has, planes, tables, ref first, ref taken, work);
            if (stages >= 2)
            {
                Group.Barrier();
                has = RunStage(2, tile, stages, p - 1, has, planes, tables, ref second, ref taken, work);
            }

            if (stages >= 3)
            {
                Group.Barrier();
                has = RunStage(3, tile, stages, p - 2, has, planes, tables, ref third, ref taken, work);
            }

            if (stages >= 4)
            {
                Group.Barrier();
                RunStage(4, tile, stages, p - 3, has, planes, tables, ref fourth, ref taken, work);
            }

            if (stages == 1)
                Group.Barrier();
        }

        if (sums.Length == 0)
            return;
        JoinSums(0, taken.Taken1, planes, sums);
        JoinSums(1, taken.IntoPinned1, planes, sums);
        if (stages >= 2)
        {
            JoinSums(2, taken.Taken2, planes, sums);
            JoinSums(3, taken.IntoPinned2, planes, sums);
        }

        if (stages >= 3)
        {
            JoinSums(4, taken.Taken3, planes, sums);
            JoinSums(5, taken.IntoPinned3, planes, sums);
        }

        if (stages >= 4)
        {
            JoinSums(6, taken.Taken4, planes, sums);
            JoinSums(7, taken.IntoPinned4, planes, sums);
        }
    }

    // The couplings along x, then along y, of all voxels that the tile reaches.
    private static void LoadTables(Tile tile, int stages, ArrayView<float> tables)
    {
        AxisView x = tile.Lattice.X;
        AxisView y = tile.Lattice.Y;
        for (int i = Group.IdxX; i < Tile.TableWidth + Tile.TableHeight; i += Tile.Threads)
        {
            bool alongX = i < Tile.TableWidth;
            int entry = alongX ? i : i - Tile.TableWidth;
            int coordinate = (alongX ? tile.X0 : tile.Y0) + entry - stages;
            AxisView axis = alongX ? x : y;
            if (!Tile.IsReached(coordinate, axis, stages))
                continue;
            int cell = Tile.Wrapped(coordinate, axis.Count);
            int place = alongX ? entry : (3 * Tile.TableWidth) + entry;
            int stride = alongX ? Tile.TableWidth : Tile.TableHeight;
            tables[place] = axis.ToLower(cell);
            tables[place + stride] = axis.ToUpper(cell);
            tables[place + (2 * stride)] = axis.ToFace(cell);
        }
    }

    private static void LoadPlane<TWork>(Tile tile, int stages, int p, ArrayView<float> planes, TWork work)
        where TWork : struct, ITileWork
    {
        int width = Tile.Width + (2 * stages);
        int voxels = width * (Tile.Height + (2 * stages));
        int z = tile.PlaneOf(p);
        for (int i = Group.IdxX; i < voxels; i += Tile.Threads)
        {
            int row = i / width;
            int y = tile.Y0 + row - stages;
            int x = tile.X0 + (i - (row * width)) - stages;
            if (!Tile.IsReached(x, tile.Lattice.X, stages) || !Tile.IsReached(y, tile.Lattice.Y, stages))
                continue;
            x = Tile.Wrapped(x, tile.Lattice.X.Count);
            y = Tile.Wrapped(y, tile.Lattice.Y.Count);
            planes[i] = work.Load(x, y, z, tile.Lattice.RowStart(y, z) + x);
        }
    }

    // Returns whether the stage finished a plane, which the next one can then start.
    private static bool RunStage<TWork>(
        int stage, Tile tile, int stages, int q, bool has, ArrayView<float> planes, ArrayView<float> tables,
        ref TileStage state, ref TileSums taken, TWork work)
        where TWork : struct, ITileWork
    {
        bool finishes = q > tile.First && (has || (tile.EndsAtTop != 0 && q == tile.Last + 1));
        if (!has && !finishes)
            return false;
        int thread = Group.IdxX;
        RunVoxel(stage, tile, stages, q, has, finishes, thread, planes, tables, ref state.Centre0, ref state.Outflow0, ref taken, work);
        RunVoxel(stage, tile, stages, q, has, finishes, thread + Tile.Threads, planes, tables, ref state.Centre1, ref state.Outflow1, ref taken, work);
        RunVoxel(stage, tile, stages, q, has, finishes, thread + (2 * Tile.Threads), planes, tables, ref state.Centre2, ref state.Outflow2, ref taken, work);
        return finishes;
    }

    private static void RunVoxel<TWork>(
        int stage, Tile tile, int stages, int q, bool has, bool finishes, int i, ArrayView<float> planes, ArrayView<float> tables,
        ref float centre, ref float outflow, ref TileSums taken, TWork work)
        where TWork : struct, ITileWork
    {
        int rim = stages - stage;
        int width = Tile.Width + (2 * rim);
        int row = i / width;
        int column = i - (row * width);
        int x = tile.X0 + column - rim;
        int y = tile.Y0 + row - rim;
        AxisView alongX = tile.Lattice.X;
        AxisView alongY = tile.Lattice.Y;
        if (row >= Tile.Height + (2 * rim) || !Tile.IsReached(x, alongX, rim) || !Tile.IsReached(y, alongY, rim))
            return;
        bool inside = column >= rim && column < Tile.Width + rim && row >= rim && row < Tile.Height + rim
            && x < alongX.Count && y < alongY.Count;
        int widthBefore = width + 2;
        int at = PlaneOf(stage, stages) + ((row + 1) * widthBefore) + column + 1;
        Scalar value = new(has ? planes[at] : centre);
        if (finishes)
        {
            TilePoint point = Point(tile, stage, x, y, q - 1, inside, tables);
            Scalar former = new(centre);
            Scalar whole = Diffusion.Towards(former, value, new Scalar(point.ToAbove), new Scalar(outflow));
            float result = work.Finish(stage, point, centre, whole.Value, ref taken);
            if (stage < stages)
                planes[PlaneOf(stage + 1, stages) + i] = result;
        }

        if (has)
        {
            TilePoint point = Point(tile, stage, x, y, q, inside, tables);
            bool ring = alongX.IsPeriodic != 0;
            bool closed = alongY.IsPeriodic == 0;
            Scalar west = !ring && x == 0 ? value : new Scalar(planes[at - 1]);
            Scalar east = !ring && x == alongX.Count - 1 ? value : new Scalar(planes[at + 1]);
            Scalar south = closed && y == 0 ? value : new Scalar(planes[at - widthBefore]);
            Scalar north = closed && y == alongY.Count - 1 ? value : new Scalar(planes[at + widthBefore]);
            Scalar below = q == 0 && tile.Lattice.Z.IsPeriodic == 0 ? value : new Scalar(centre);
            Scalar leaving = new(work.Begin(stage, point, value.Value, ref taken));
            leaving = Diffusion.Outflow(value, west, east, new Scalar(point.ToWest), new Scalar(point.ToEast), leaving);
            leaving = Diffusion.Outflow(value, south, north, new Scalar(point.ToSouth), new Scalar(point.ToNorth), leaving);
            outflow = Diffusion.Towards(value, below, new Scalar(point.ToBelow), leaving).Value;
            centre = value.Value;
        }
    }

    private static TilePoint Point(Tile tile, int stage, int x, int y, int q, bool inside, ArrayView<float> tables)
    {
        // Along x and y the tables begin where the first stage's rim does; a negative coordinate is a rim's.
        TilePoint point = default;
        int z = tile.PlaneOf(q);
        point.X = Tile.Wrapped(x, tile.Lattice.X.Count);
        point.Y = Tile.Wrapped(y, tile.Lattice.Y.Count);
        point.Z = z;
        point.Voxel = tile.Lattice.RowStart(point.Y, z) + point.X;
        point.IsOwn = inside && q >= tile.Z0 && q < tile.Z1 ? 1 : 0;
        int alongX = x - tile.X0 + tile.Rim;
        int alongY = (3 * Tile.TableWidth) + y - tile.Y0 + tile.Rim;
        point.ToWest = tables[alongX];
        point.ToEast = tables[alongX + Tile.TableWidth];
        point.FaceX = tables[alongX + (2 * Tile.TableWidth)];
        point.ToSouth = tables[alongY];
        point.ToNorth = tables[alongY + Tile.TableHeight];
        point.FaceY = tables[alongY + (2 * Tile.TableHeight)];
        point.ToBelow = tile.Lattice.Z.ToLower(z);
        point.ToAbove = tile.Lattice.Z.ToUpper(z);
        point.FaceZ = tile.Lattice.Z.ToFace(z);
        return point;
    }

    // Where the plane that a stage reads begins in shared memory.
    private static int PlaneOf(int stage, int stages)
    {
        int start = 0;
        if (stage > 1)
            start += Tile.PlaneVoxels(stages);
        if (stage > 2)
            start += Tile.PlaneVoxels(stages - 1);
        if (stage > 3)
            start += Tile.PlaneVoxels(stages - 2);
        return start;
    }

    // What all threads summed of a quantity: thirty-two strands, then their sum, always in the same order.
    private static void JoinSums(int quantity, float amount, ArrayView<float> planes, ArrayView<double> sums)
    {
        ArrayView<double> strands = SharedMemory.Allocate<double>(32);
        int thread = Group.IdxX;
        Group.Barrier();
        planes[thread] = amount;
        Group.Barrier();
        if (thread < 32)
        {
            double strand = 0.0;
            for (int i = 0; i < 32; i++)
                strand += planes[(32 * thread) + i];
            strands[thread] = strand;
        }

        Group.Barrier();
        if (thread == 0)
        {
            double sum = 0.0;
            for (int i = 0; i < 32; i++)
                sum += strands[i];
            long groups = (long)ILGPU.Grid.DimX * ILGPU.Grid.DimY * ILGPU.Grid.DimZ;
            long group = ILGPU.Grid.IdxX + ((long)ILGPU.Grid.DimX * (ILGPU.Grid.IdxY + ((long)ILGPU.Grid.DimY * ILGPU.Grid.IdxZ)));
            sums[(quantity * groups) + group] = sum;
        }
    }
}

/// <summary>What a thread keeps of a stage: of three voxels the value in the plane started last, and what leaves it so far.</summary>
internal struct TileStage
{
    public float Centre0;
    public float Outflow0;
    public float Centre1;
    public float Outflow1;
    public float Centre2;
    public float Outflow2;
}
