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

    private readonly CellLattice _lattice;
    private readonly PresentLaws _laws;
    private readonly ConcentrationView[] _fields;

    public Senses(Model model, PresentLaws laws, DiffusingFields fields, FieldCouplings couplings, CellLattice lattice, MatrixMap? matrix)
    {
        _lattice = lattice;
        _laws = laws;
        _fields = [
            .. SensedRoles.All.Select(role => fields.View(model.FieldIndex(role))),
            new(couplings.Of(CoupledCells.Tumour, CoupledProcess.Division)), new(couplings.Of(CoupledCells.Tumour, CoupledProcess.Death)),
        ];
        int ecm = SensedRoles.All.ToList().IndexOf(FieldRole.Ecm);
        if (matrix is not null)
            _fields[ecm] = new(matrix.Density.Pointer);
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
            if (lanes >= Vector256<float>.Count && IsRun(voxels + first, lanes))
                GatherRun(voxels[first], status + first, group, lanes);
            else
                GatherEach(voxels + first, status + first, group, lanes);
        }
    }

    /// <summary>What a living cell at a voxel senses.</summary>
    public Surroundings<Scalar> At(int voxel)
    {
        Surroundings<Scalar> here;
        var values = (float*)&here;
        for (int sense = 0; sense < _fields.Length; sense++)
            values[sense] = _fields[sense].IsAbsent ? WithoutField(sense) : _fields[sense][voxel];
        here.Neighbours = new Scalar(Neighbours(voxel));
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
        if (sense >= SensedRoles.All.Count)
            return sense == SensedRoles.All.Count ? 1f : 0f; // the factor on division, and death that is added
        return SensedRoles.All[sense] switch
        {
            FieldRole.Oxygen => CellStep.OxygenWithoutField,
            FieldRole.Ecm => CellStep.EcmWithoutField,
            _ => 0f,
        };
    }

    // Whether the voxels lie side by side, as those of most cells do after the pool was sorted.
    private static bool IsRun(int* voxels, int lanes)
    {
        Vector256<int> expected = Vector256.Create(voxels[0]) + Vector256<int>.Indices;
        for (int i = 0; i < lanes; i += Vector256<int>.Count)
        {
            if (Vector256.Load(voxels + i) != expected + Vector256.Create(i))
                return false;
        }

        return true;
    }

    private void GatherEach(int* at, uint* status, float* group, int lanes)
    {
        for (int sense = 0; sense < _fields.Length; sense++)
        {
            ConcentrationView field = _fields[sense];
            float* row = group + (sense * lanes);
            for (int i = 0; !field.IsAbsent && i < lanes; i++)
                row[i] = field[at[i]];
        }

        float* neighbours = group + (_fields.Length * lanes);
        for (int i = 0; i < lanes; i++)
        {
            neighbours[i] = CellRecord.Kind(status[i]) == CellKind.Tumour ? Neighbours(at[i]) : 0f;
            neighbours[lanes + i] = DistanceToRoomAt(at[i]);
        }
    }

    private void GatherRun(int at, uint* status, float* group, int lanes)
    {
        float* neighbours = group + (_fields.Length * lanes);
        for (int i = 0; i < lanes; i += Vector256<float>.Count)
        {
            for (int sense = 0; sense < _fields.Length; sense++)
            {
                if (!_fields[sense].IsAbsent)
                    _fields[sense].Eight(at + i).Store(group + (sense * lanes) + i);
            }

            Vector256<uint> kind = Vector256.Load(status + i) & Vector256.Create(CellRecord.KindMask);
            Vector256<float> lives = Vector256.Equals(kind, Vector256.Create((uint)CellKind.Tumour)).AsSingle();
            (Neighbours8(at + i) & lives).Store(neighbours + i);
            Vector256<int> distance = Avx2.ConvertToVector256Int32(Vector128.Load(_lattice.Distance + at + i));
            (Vector256.ConvertToSingle(distance) * (1f / DistanceToRoom.PerVoxel)).Store(neighbours + lanes + i);
        }
    }

    // The shares of eight voxels side by side. Reads a few bytes more, which the map has to spare.
    private Vector256<float> Neighbours8(int voxel)
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

        return Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(taken)) * (1f / 26f);
    }

    private float DistanceToRoomAt(int voxel) => _lattice.Distance[voxel] * (1f / DistanceToRoom.PerVoxel);

    // The share of the 26 neighbours that hold a cell. Not for voxels of the rim.
    private float Neighbours(int voxel)
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
}
