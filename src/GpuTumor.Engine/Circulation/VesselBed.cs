using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>The voxels of a site where cells can enter and leave the blood, and how strongly each attracts them now.</summary>
internal sealed class VesselBed
{
    private readonly Bloodstream _blood;
    private readonly Settling _settling;
    private readonly Grid _grid;
    private readonly bool _changes;
    private readonly int _chemokineField;
    private readonly int _dampField;
    private readonly Hill _inflamed;
    private int[] _voxels = [];
    private float[] _chemokine = [];
    private float[] _damp = [];
    private double[] _upTo = [];

    /// <summary>The bed of a site's lattice.</summary>
    public VesselBed(Model tissue, Bloodstream blood, Settling settling)
    {
        (_blood, _settling, _grid) = (blood, settling, tissue.Grid);
        int[] columns = [.. tissue.Vessels.Columns(_grid, tissue.Seed).Where(IsInside)];
        // No cell lives at the faces of the box.
        Take([.. Enumerable.Range(1, _grid.Nz - 2).SelectMany(z => columns.Select(column => column + (z * (int)_grid.PlaneVoxels)))]);
        _changes = !tissue.Vessels.IsEven;
        _chemokineField = tissue.FieldIndex(FieldRole.Chemokine);
        _dampField = tissue.FieldIndex(FieldRole.Damp);
        _inflamed = tissue.TumourCell.Dormancy.Inflammation;
    }

    /// <summary>The voxels, ascending.</summary>
    public ReadOnlySpan<int> Voxels => _voxels;

    /// <summary>The site's share of what arrests, before it is compared with other sites'.</summary>
    public double Weight { get; private set; }

    /// <summary>How inflamed the site is: the mean response to the danger signals at its vessels, 0–1.</summary>
    public double Inflammation { get; private set; }

    /// <summary>Looks, once a day, which voxels carry blood now, where vessels collapse or sprout.</summary>
    public void Survey(ITissue? tissue, Clock clock)
    {
        long stepsPerDay = Math.Max(1, (long)Math.Round(24 / clock.StepHours));
        if (!_changes || tissue is null || clock.Step % stepsPerDay != 0)
            return;
        int perfusion = tissue.Quantities.Select((quantity, i) => (quantity.Name, i)).First(one => one.Name == TissueArchive.Perfusion).i;
        byte[] plane = new byte[_grid.PlaneVoxels];
        List<int> open = [];
        for (int z = 1; z < _grid.Nz - 1; z++)
        {
            tissue.Read(perfusion, z, plane);
            for (int column = 0; column < plane.Length; column++)
            {
                if (plane[column] > 0 && IsInside(column))
                    open.Add(column + (z * plane.Length));
            }
        }

        Take([.. open]);
    }

    /// <summary>Carries which voxels carry blood, as of the last survey.</summary>
    public void Carry(IStateArchive archive)
    {
        if (!_changes)
            return;
        int[] voxels = _voxels;
        archive.List("vessels", ref voxels);
        if (archive.Restores)
            Take(voxels);
    }

    /// <summary>Takes a look at the chemokine and the danger signals of the lattice, if there is one yet.</summary>
    public void Look(ICellTraffic? tissue)
    {
        if (tissue is null || _voxels.Length == 0)
        {
            Weight = _voxels.Length == 0 ? 0 : _settling.Weight;
            return;
        }

        if (_chemokineField >= 0)
            tissue.Sample(_chemokineField, _voxels, _chemokine);
        if (_dampField >= 0)
            tissue.Sample(_dampField, _voxels, _damp);
        Inflammation = _damp.Average(level => (double)_inflamed.Of<Scalar, ScalarWord>(Scalar.Of(level)).Value);
        double sum = 0;
        for (int i = 0; i < _voxels.Length; i++)
        {
            sum += 1 + (_blood.ChemokineGain * Heard(i));
            _upTo[i] = sum;
        }

        Weight = _settling.Weight * sum / _voxels.Length;
    }

    /// <summary>A voxel drawn in proportion to its attraction.</summary>
    public int Draw(double uniform)
    {
        int found = Array.BinarySearch(_upTo, uniform * _upTo[^1]);
        return _voxels[Math.Min(found >= 0 ? found : ~found, _voxels.Length - 1)];
    }

    /// <summary>A voxel near another: itself for 0, then its 26 neighbours; −1 where no cell can live.</summary>
    public int Near(int voxel, int number)
    {
        if (number == 0)
            return voxel;
        int code = number <= Neighbourhood.Itself ? number - 1 : number;
        int near = voxel + Neighbourhood.Offset(code, _grid.Nx, (int)_grid.PlaneVoxels);
        int z = near / (int)_grid.PlaneVoxels;
        return z > 0 && z < _grid.Nz - 1 && IsInside(near % (int)_grid.PlaneVoxels) ? near : -1;
    }

    // How the chemokine at a voxel is heard, 0–1.
    private double Heard(int entry) => _chemokine[entry] / (_chemokine[entry] + _blood.ChemokineHalf);

    private void Take(int[] voxels)
    {
        _voxels = voxels;
        (_chemokine, _damp, _upTo) = (new float[voxels.Length], new float[voxels.Length], new double[voxels.Length]);
    }

    private bool IsInside(int column)
    {
        int x = column % _grid.Nx;
        int y = column / _grid.Nx;
        return x > 0 && x < _grid.Nx - 1 && y > 0 && y < _grid.Ny - 1;
    }
}
