using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Where the cells read what they sense, now: a map for each of <see cref="SensedRoles"/>, and the lattice.</summary>
internal sealed unsafe class Senses
{
    /// <summary>What a cell senses: the fields, what is coupled to them, its neighbours, the distance to room.</summary>
    public static readonly int Count = SensedRoles.All.Count + 4;

    private const int CacheLine = 64;
    private const int Sixteen = 16;
    private static readonly int _divisionSense = SensedRoles.All.Count;
    private static readonly int _deathSense = _divisionSense + 1;

    private readonly CellLattice _lattice;
    private readonly PresentLaws _laws;
    private readonly ConcentrationView[] _fields;
    private readonly PlainSense[] _plain;
    private readonly int[] _parked;
    private readonly TumourCoupling _division;
    private readonly TumourCoupling _death;
    private readonly bool _tellsApart;

    public Senses(PresentLaws laws, DiffusingFields fields, FieldCouplings couplings, CellLattice lattice, MatrixMap? matrix)
    {
        _lattice = lattice;
        _laws = laws;
        (_division, _death) = (couplings.OfTumour(CoupledProcess.Division), couplings.OfTumour(CoupledProcess.Death));
        _fields = [.. SensedRoles.All.Select(fields.View), new(_division.All), new(_death.All)];
        _tellsApart = _division.Some.Length + _death.Some.Length > 0;
        int ecm = SensedRoles.All.ToList().IndexOf(FieldRole.Ecm);
        if (matrix is not null)
            _fields[ecm] = new(matrix.Density.Pointer);
        int[] there = [.. Enumerable.Range(0, _fields.Length).Where(sense => !_fields[sense].IsAbsent)];
        _plain = [.. there.Where(sense => _fields[sense].Plain is not null).Select(sense => new PlainSense(_fields[sense].Plain, sense))];
        _parked = [.. there.Where(sense => _fields[sense].Plain is null)];
    }

    /// <summary>Fills in what no field tells, for blocks that <see cref="Gather"/> is going to fill.</summary>
    /// <param name="block">Groups of lanes; in each, one row of lanes for each sense.</param>
    /// <param name="cells">Cells of the block.</param>
    /// <param name="lanes">Cells of a group.</param>
    public void Prepare(float* block, int cells, int lanes)
    {
        for (int sense = 0; sense < _fields.Length; sense++)
        {
            for (int first = 0; _fields[sense].IsAbsent && first < cells; first += lanes)
                new Span<float>(block + (first * Count) + (sense * lanes), lanes).Fill(WithoutField(sense));
        }
    }

    /// <summary>Gathers what the cells of a block sense.</summary>
    public void Gather(int* voxels, uint* status, float* block, int cells, int lanes)
    {
        for (int first = 0; first < cells; first += lanes)
        {
            float* group = block + (first * Count);
            if (lanes == Sixteen && IsRun(voxels + first))
            {
                GatherSixteen(voxels[first], status + first, group);
            }
            else if (lanes >= Vector256<int>.Count)
            {
                for (int i = 0; i < lanes; i += Vector256<int>.Count)
                    GatherEight(voxels + first + i, status + first + i, group + i, lanes);
            }
            else
            {
                GatherEach(voxels + first, status + first, group, lanes, lanes);
            }

            if (_tellsApart)
                TellApart(voxels + first, status + first, group, lanes);
        }
    }

    /// <summary>Asks the memory for what a block is going to sense: rows of cells are too short for it to guess.</summary>
    public void Announce(int* voxels, int cells)
    {
        for (int first = 0; Sse.IsSupported && first < cells; first += CacheLine / sizeof(float))
        {
            int voxel = voxels[first];
            Sse.Prefetch0(_lattice.Resident + voxel);
            Sse.Prefetch0(_lattice.Waiting + voxel);
            foreach (PlainSense field in _plain)
                Sse.Prefetch0(field.Values + voxel);
            foreach (int sense in _parked)
                _fields[sense].Announce(voxel);
        }
    }

    /// <summary>What a living cell at a voxel senses.</summary>
    public Surroundings<Scalar> At(int voxel)
    {
        Surroundings<Scalar> here;
        var values = (float*)&here;
        for (int sense = 0; sense < _fields.Length; sense++)
            values[sense] = _fields[sense].IsAbsent ? WithoutField(sense) : _fields[sense][voxel];
        here.Neighbours = new Scalar(NeighbourShare(voxel));
        here.DistanceToRoom = new Scalar(DistanceToRoomAt(voxel));
        return here;
    }

    /// <summary>The activities of a cell at a voxel as bytes, 255 = 1; none of the dead.</summary>
    public (uint Erk, uint Akt) Activities(int voxel, uint status, uint exposure)
    {
        if (CellRecord.Kind(status) != CellKind.Tumour)
            return (0u, 0u);
        Surroundings<Scalar> here = At(voxel);
        CellActivity<Scalar> activity = CellStep.Sense(in _laws.Cell, in here, new ScalarWord(status), new ScalarWord(exposure));
        return (CellRecord.PackNearest<Scalar, ScalarWord>(activity.Erk).Value, CellRecord.PackNearest<Scalar, ScalarWord>(activity.Akt).Value);
    }

    private static float WithoutField(int sense)
    {
        if (sense >= _divisionSense)
            return sense == _divisionSense ? 1f : 0f; // the factor on division, and death that is added
        return SensedRoles.All[sense] switch
        {
            FieldRole.Oxygen => CellStep.OxygenWithoutField,
            FieldRole.Ecm => CellStep.EcmWithoutField,
            _ => 0f,
        };
    }

    // What fields do to some of the cells. Where they do nothing to all, the block keeps what an earlier group found: it begins anew.
    private void TellApart(int* voxels, uint* status, float* group, int lanes)
    {
        float* division = group + (_divisionSense * lanes);
        float* death = division + lanes;
        for (int i = 0; i < lanes; i++)
        {
            if (_division.Some.Length > 0)
                division[i] = _division.TimesSome(_division.All is null ? WithoutField(_divisionSense) : division[i], status[i], voxels[i]);
            if (_death.Some.Length > 0)
                death[i] = _death.PlusSome(_death.All is null ? WithoutField(_deathSense) : death[i], status[i], voxels[i]);
        }
    }

    // The voxels of most cells lie side by side, as the pool is sorted; or do so in two runs, where a row ends.
    private void GatherEight(int* at, uint* status, float* group, int lanes)
    {
        Vector256<int> voxels = Vector256.Load(at);
        uint inRun = Vector256.Equals(voxels, Vector256.Create(at[0]) + Vector256<int>.Indices).ExtractMostSignificantBits();
        int run = BitOperations.TrailingZeroCount(~inRun);
        if (run == Vector256<int>.Count)
        {
            GatherRun(at[0], status, group, lanes);
            return;
        }

        int next = at[run] - run;
        Vector256<int> isFirst = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(run));
        Vector256<int> expected = Vector256.ConditionalSelect(isFirst, voxels, Vector256.Create(next) + Vector256<int>.Indices);
        if (next >= 0 && voxels == expected)
            GatherRuns(at[0], next, isFirst.AsSingle(), status, group, lanes);
        else
            GatherEach(at, status, group, Vector256<int>.Count, lanes);
    }

    private void GatherEach(int* at, uint* status, float* group, int cells, int lanes)
    {
        for (int sense = 0; sense < _fields.Length; sense++)
        {
            ConcentrationView field = _fields[sense];
            float* row = group + (sense * lanes);
            for (int i = 0; !field.IsAbsent && i < cells; i++)
                row[i] = field[at[i]];
        }

        float* neighbours = group + (_fields.Length * lanes);
        for (int i = 0; i < cells; i++)
        {
            neighbours[i] = CellRecord.Kind(status[i]) == CellKind.Tumour ? NeighbourShare(at[i]) : 0f;
            neighbours[lanes + i] = DistanceToRoomAt(at[i]);
        }
    }

    // Sixteen voxels side by side.
    private static bool IsRun(int* at)
        => Vector256.Load(at) == Vector256.Create(at[0]) + Vector256<int>.Indices
            && Vector256.Load(at + Vector256<int>.Count) == Vector256.Create(at[0] + Vector256<int>.Count) + Vector256<int>.Indices;

    private void GatherSixteen(int at, uint* status, float* group)
    {
        foreach (PlainSense field in _plain)
            Store(Vector256.Load(field.Values + at), Vector256.Load(field.Values + at + Vector256<float>.Count), group + (field.Sense * Sixteen));
        foreach (int sense in _parked)
            Store(_fields[sense].Eight(at), _fields[sense].Eight(at + Vector256<float>.Count), group + (sense * Sixteen));
        float* neighbours = group + (_fields.Length * Sixteen);
        Vector128<byte> taken = Neighbours(at);
        Store(
            Share(taken) & Lives8(status), Share(Sse2.ShiftRightLogical128BitLane(taken, 8)) & Lives8(status + Vector256<uint>.Count), neighbours);
        Store(DistanceToRoom8(at), DistanceToRoom8(at + Vector256<float>.Count), neighbours + Sixteen);
    }

    private static void Store(Vector256<float> first, Vector256<float> last, float* row)
    {
        first.Store(row);
        last.Store(row + Vector256<float>.Count);
    }

    private void GatherRun(int at, uint* status, float* group, int lanes)
    {
        foreach (PlainSense field in _plain)
            Vector256.Load(field.Values + at).Store(group + (field.Sense * lanes));
        foreach (int sense in _parked)
            _fields[sense].Eight(at).Store(group + (sense * lanes));
        float* neighbours = group + (_fields.Length * lanes);
        (Neighbours8(at) & Lives8(status)).Store(neighbours);
        DistanceToRoom8(at).Store(neighbours + lanes);
    }

    // The first of eight lie in a run from one voxel, the others in one from another.
    private void GatherRuns(int at, int next, Vector256<float> isFirst, uint* status, float* group, int lanes)
    {
        foreach (PlainSense field in _plain)
            Vector256.ConditionalSelect(isFirst, Vector256.Load(field.Values + at), Vector256.Load(field.Values + next)).Store(group + (field.Sense * lanes));
        foreach (int sense in _parked)
            Vector256.ConditionalSelect(isFirst, _fields[sense].Eight(at), _fields[sense].Eight(next)).Store(group + (sense * lanes));
        float* neighbours = group + (_fields.Length * lanes);
        (Vector256.ConditionalSelect(isFirst, Neighbours8(at), Neighbours8(next)) & Lives8(status)).Store(neighbours);
        Vector256.ConditionalSelect(isFirst, DistanceToRoom8(at), DistanceToRoom8(next)).Store(neighbours + lanes);
    }

    private static Vector256<float> Lives8(uint* status)
        => Vector256.Equals(Vector256.Load(status) & Vector256.Create(CellRecord.KindMask), Vector256.Create((uint)CellKind.Tumour)).AsSingle();

    private Vector256<float> DistanceToRoom8(int voxel)
        => Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(Vector128.Load(_lattice.Distance + voxel))) * (1f / DistanceToRoom.PerVoxel);

    private Vector256<float> Neighbours8(int voxel) => Share(Neighbours(voxel));

    // Of the first eight.
    private static Vector256<float> Share(Vector128<byte> neighbours)
        => Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(neighbours)) * (1f / 26f);

    // How many of the neighbours of each of sixteen voxels side by side hold a cell. Reads a few bytes more, which the map has to spare.
    private Vector128<byte> Neighbours(int voxel)
    {
        byte* corner = _lattice.Distance + voxel - _lattice.Plane - _lattice.Row - 1;
        Vector128<byte> taken = Vector128.Create((byte)26);
        for (int dz = 0; dz < 3; dz++)
        {
            for (int dy = 0; dy < 3; dy++)
            {
                byte* row = corner + (dz * _lattice.Plane) + (dy * _lattice.Row);
                // A free voxel compares as 255, which is −1.
                taken += Vector128.Equals(Vector128.Load(row), Vector128<byte>.Zero)
                    + Vector128.Equals(Vector128.Load(row + 1), Vector128<byte>.Zero)
                    + Vector128.Equals(Vector128.Load(row + 2), Vector128<byte>.Zero);
            }
        }

        return taken;
    }

    private float DistanceToRoomAt(int voxel) => _lattice.Distance[voxel] * (1f / DistanceToRoom.PerVoxel);

    // The share of the 26 neighbours that hold a cell. Not for voxels of the rim.
    private float NeighbourShare(int voxel)
    {
        byte* distance = _lattice.Distance + voxel;
        int row = _lattice.Row;
        int count = -1; // the cell itself
        for (int dz = -1; dz <= 1; dz++)
        {
            byte* middle = distance + (dz * _lattice.Plane);
            count += Taken(middle - row) + Taken(middle) + Taken(middle + row);
        }

        return count * (1f / 26f);
    }

    // How many of a voxel and its two neighbours along x are not free: the high bits of three bytes, gathered by a product.
    private static int Taken(byte* middle)
    {
        uint bytes = *(uint*)(middle - 1) & 0x00FFFFFFu;
        uint taken = ((((bytes & 0x007F7F7Fu) + 0x007F7F7Fu) | bytes) >> 7) & 0x00010101u;
        return (int)((taken * 0x00010101u) >> 16) & 3;
    }

    // A field that is read as it lies, and which sense it is.
    private readonly struct PlainSense(float* values, int sense)
    {
        public readonly float* Values = values;
        public readonly int Sense = sense;
    }
}
