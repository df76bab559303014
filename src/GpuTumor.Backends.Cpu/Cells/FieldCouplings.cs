using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>What fields do to the cells at each voxel, as the model declares it: maps of factors and rates, only of what is coupled.</summary>
/// <remarks>Four bytes a voxel for each process that any field is coupled to. The maps follow from the fields and are not kept.</remarks>
internal sealed unsafe class FieldCouplings : IDisposable
{
    // Voxels whose fields and factors stay in the first cache.
    private const int Piece = 2048;
    private static readonly CoupledCells[] _cells = Enum.GetValues<CoupledCells>();
    private static readonly CoupledProcess[] _processes = Enum.GetValues<CoupledProcess>();

    private readonly Model _model;
    private readonly DiffusingFields _fields;
    private readonly Workers _workers;
    private readonly CouplingPass _pass;
    private readonly NativeArray<float>?[,] _maps = new NativeArray<float>?[_cells.Length, _processes.Length];
    private readonly Action<int> _renewShare;
    private CoupledCells _of;
    private CoupledProcess _process;
    private FieldDefinition? _secreted;

    public FieldCouplings(Model model, DiffusingFields fields, Workers workers, LaneWidth lanes)
    {
        (_model, _fields, _workers, _pass) = (model, fields, workers, CouplingPass.For(lanes));
        foreach (CoupledCells cells in _cells)
        {
            foreach (CoupledProcess process in _processes.Where(process => model.IsCoupled(cells, process)))
                _maps[(int)cells, (int)process] = new NativeArray<float>(model.Grid.Voxels);
        }

        _renewShare = RenewShare;
    }

    /// <summary>Factors on a process of some cells, or death that is added [1/h]; null if no field bears on it.</summary>
    public float* Of(CoupledCells cells, CoupledProcess process) => _maps[(int)cells, (int)process] is { } map ? map.Pointer : null;

    public long AllocatedBytes => 4 * _maps.Cast<NativeArray<float>?>().Sum(map => map?.Length ?? 0);

    /// <summary>Bytes for each voxel of the box.</summary>
    public static long BytesPerVoxel(Model model) => 4 * model.CouplingMaps;

    /// <summary>Brings what cells sense up to date with the fields.</summary>
    public void Renew()
    {
        foreach (CoupledCells cells in _cells)
        {
            foreach (CoupledProcess process in _processes)
            {
                if (process != CoupledProcess.Secretion && Of(cells, process) is not null)
                    Renew(cells, process, null);
            }
        }
    }

    /// <summary>Factors on what some cells secrete of a field, as the fields are now; null if none bears on it. Good until the next call.</summary>
    public float* SecretionOf(FieldDefinition field, CoupledCells cells)
    {
        if (Of(cells, CoupledProcess.Secretion) is null || !_model.IsCoupled(cells, CoupledProcess.Secretion, field))
            return null;
        Renew(cells, CoupledProcess.Secretion, field);
        return Of(cells, CoupledProcess.Secretion);
    }

    public void Dispose()
    {
        foreach (NativeArray<float>? map in _maps)
            map?.Dispose();
    }

    private void Renew(CoupledCells cells, CoupledProcess process, FieldDefinition? secreted)
    {
        (_of, _process, _secreted) = (cells, process, secreted);
        _workers.Run(_renewShare);
    }

    private void RenewShare(int member)
    {
        (int start, int end) = _workers.Share(_model.Grid.Nz, member);
        long first = start * _model.Grid.PlaneVoxels;
        long last = end * _model.Grid.PlaneVoxels;
        float* values = stackalloc float[Piece];
        for (; first < last; first += Piece)
            RenewPiece(first, (int)Math.Min(Piece, last - first), values);
    }

    private void RenewPiece(long first, int voxels, float* buffer)
    {
        float* map = Of(_of, _process) + first;
        new Span<float>(map, voxels).Fill(_process == CoupledProcess.Death ? 0f : 1f);
        for (int field = 0; field < _model.Fields.Count; field++)
        {
            foreach (Coupling coupling in _model.Fields[field].Couplings)
            {
                if (!coupling.ActsOn(_of, _process, _secreted))
                    continue;
                float* concentration = _fields.View(field).Values(first, voxels, buffer);
                if (_process == CoupledProcess.Death)
                    _pass.Add(coupling.Law, concentration, map, voxels);
                else
                    _pass.Multiply(coupling.Law, concentration, map, voxels);
            }
        }
    }
}
