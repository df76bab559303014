using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The T cell of a voxel inside the rim tires if it touches living tumour cells, and may attack one of them.</summary>
/// <remarks>The attack is marked in every voxel of the region, 0 for none.</remarks>
internal readonly struct AttackWork(
    int row, int plane, ulong seed, uint step, float stepHours, float block, TCellLaws laws, HostSenses senses,
    CellSlots resident, ArrayView<uint> host, ArrayView<byte> mark) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ulong _seed = seed;
    private readonly uint _step = step;
    private readonly float _stepHours = stepHours;
    private readonly float _block = block;
    private readonly TCellLaws _laws = laws;
    private readonly HostSenses _senses = senses;
    private readonly CellSlots _resident = resident;
    private readonly ArrayView<uint> _host = host;
    private readonly ArrayView<byte> _mark = mark;

    public void At(int x, int y, int z)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        _mark[voxel] = HostRecord.Kind(_host[voxel]) == HostKind.TCell ? Attack(voxel) : (byte)0;
    }

    private byte Attack(int voxel)
    {
        int targets = 0;
        for (int code = 0; code < Neighbourhood.Codes; code++)
            targets += IsTarget(voxel, code) ? 1 : 0;
        if (targets == 0)
            return 0;
        RandomWords draws = Philox.Words(_seed, RandomProcess.Killing, (uint)voxel, _step);
        var left = (int)(((ulong)draws.First * (ulong)targets) >> 32);
        int chosen = 0;
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            if (!IsTarget(voxel, code))
                continue;
            if (left == 0)
                chosen = code;
            left--;
        }

        int target = voxel + Neighbourhood.Offset(chosen, _row, _plane);
        float emt = (int)CellRecord.Level(_resident.Signals[target], CellRecord.EmtShift) * (1f / 255f);
        uint state = _host[voxel];
        Scalar rate = _laws.KillingPerHour(
            _senses.At(voxel), HostRecord.Exhaustion(state), _block, _resident.Status[target], emt);
        bool kills = CellStep.Happens<Scalar, ScalarWord>(rate, _stepHours, new ScalarWord(draws.Second)).Value != 0u;
        uint exhaustion = _laws.Exhausted(HostRecord.Exhaustion(state), _block, _stepHours, draws.Third);
        _host[voxel] = HostRecord.WithExhaustion(state, exhaustion);
        return kills ? (byte)(1 + chosen) : (byte)0;
    }

    private bool IsTarget(int voxel, int code)
        => CellRecord.Kind(_resident.Status[voxel + Neighbourhood.Offset(code, _row, _plane)]) == CellKind.Tumour;
}
