using System.Globalization;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots.Tests;

/// <summary>What others make of our files.</summary>
public sealed class OtherProgramsTests : IDisposable
{
    private static readonly Grid _grid = new(37, 21, 50, 20);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [PythonFact("h5py", "python3-h5py")]
    public void H5pySeesOpenPmdDataScalesAndOneDatasetUnderTwoNames()
    {
        FakeTissue tissue = FakeTissue.WithEveryElement(_grid);
        string path = Write(tissue, _grid, 100);
        foreach (Quantity quantity in tissue.Quantities)
            File.WriteAllBytes(_directory.File($"{quantity.Name}.raw"), tissue.Values(quantity.Name));

        (int exitCode, string output) = PythonFactAttribute.Run("check_openpmd.py", path, "100", _directory.Path);
        Assert.True(exitCode == 0, output);
    }

    [PythonFact("h5py", "python3-h5py")]
    public void TheSeriesInTimeShowsEverySnapshot()
    {
        FakeTissue tissue = FakeTissue.WithEveryElement(_grid);
        using Patient patient = FakeRun.Patient(_grid, tissue);
        using SnapshotObserver observer = new(_directory.Path, Schedule.EverySteps(1), FakeRun.Provenance, new SnapshotOptions());
        foreach (long step in new long[] { 0, 6, 13 })
            observer.Observe(patient, new Clock(step, 0.5));

        (int exitCode, string output) = PythonFactAttribute.Run("check_series.py", _directory.Path, "0", "6", "13");
        Assert.True(exitCode == 0, output);
    }

    [PythonFact("h5py", "python3-h5py")]
    public void H5pySeesTheBloodAndTheDrugsOfThePatient()
    {
        using Patient patient = FakeRun.PatientInTreatment(_grid, FakeTissue.WithEveryElement(_grid));
        patient.Circulation!.Inject(CellState.Founding(patient.Model.Founders, 0), 100, 1);
        patient.Circulation.Inject(CellState.Founding(patient.Model.Founders, 1), 42, 4);
        patient.Plasma.Give("pill", 2, 0);
        patient.Plasma.Give("bolus", 5, 0);
        patient.Plasma.Hold("pump", 0.5);
        using SnapshotObserver observer = new(_directory.Path, Schedule.EverySteps(1), FakeRun.Provenance, new SnapshotOptions());
        observer.Observe(patient, new Clock(6, 0.5));

        (int exitCode, string output) = PythonFactAttribute.Run("check_patient.py", observer.LastFile!, "6");
        Assert.True(exitCode == 0, output);
    }

    [H5dumpFact]
    public void H5dumpReadsAWholeFile()
    {
        string path = Write(FakeTissue.WithEveryElement(_grid), _grid, 100);

        (int exitCode, string output) = Shell.Run("h5dump", "-p", "-d", "/data/100/fields/cell_kind", "-s", "0,0,0", "-c", "1,1,5", path);

        Assert.True(exitCode == 0, output);
        Assert.Contains("PREPROCESSING SHUFFLE", output, StringComparison.Ordinal);
        Assert.Contains("COMPRESSION DEFLATE { LEVEL 1 }", output, StringComparison.Ordinal);
        Assert.Contains("(0,0,0): 0, 1, 2, 3, 0", output, StringComparison.Ordinal);
        Assert.Equal(0, Shell.Run("h5dump", path).ExitCode);
    }

    [PythonFact("vtk", "python3-vtk9")]
    public void VtkOpensASnapshotAsAnImage()
    {
        Grid grid = new(60, 50, 40, 20);
        string path = Write(FakeTissue.WithBall(grid, 15), grid, 100);
        string picture = Environment.GetEnvironmentVariable("GPUTUMOR_TEST_PICTURE") ?? _directory.File("oxygen.png");

        (int exitCode, string output) = PythonFactAttribute.Run("render_slice.py", path, "oxygen", picture);

        Assert.True(exitCode == 0, output);
        Assert.Contains("extent 0 59 0 49 0 39 origin 10.0 10.0 10.0 spacing 20.0 20.0 20.0", output, StringComparison.Ordinal);
        Assert.Contains("arrays cell_kind clone oxygen", output, StringComparison.Ordinal);
        using Snapshot snapshot = Snapshot.Open(path);
        float[] oxygen = snapshot.ReadFloats("oxygen");
        // VTK prints the double nearest to our float.
        string corner = ((double)oxygen[0]).ToString("R", CultureInfo.InvariantCulture);
        Assert.Contains($"corner {corner} middle 0.0", output, StringComparison.Ordinal);
        Assert.True(new FileInfo(picture).Length > 1000);
    }

    private string Write(FakeTissue tissue, Grid grid, long step)
    {
        string path = _directory.File($"snap_{step:D8}.h5");
        new SnapshotWriter(FakeRun.Provenance, new SnapshotOptions()).Write(path, tissue, grid, new Clock(step, 0.5));
        return path;
    }
}
