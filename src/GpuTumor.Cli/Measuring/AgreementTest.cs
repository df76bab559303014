using System.Diagnostics;
using System.Runtime.InteropServices;
using GpuTumor.Backends.Cpu;
using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>Runs the same steps on every backend and compares all bits with the scalar reference.</summary>
internal sealed class AgreementTest
{
    private readonly Model _model;
    private readonly List<float[]> _reference = [];
    private ulong _referenceHash;

    /// <summary>A test over some steps of a model.</summary>
    public AgreementTest(Model model, int steps) => _model = model with { Steps = steps };

    /// <summary>All backends, the reference first, one result after another.</summary>
    public IEnumerable<Agreement> Run()
    {
        yield return Try(CpuBackend.Reference, isReference: true);
        foreach (CpuBackend backend in Processors())
            yield return Try(backend, isReference: false);
        foreach (GpuDevice device in GpuDevices.Discover())
        {
            if (Open(device) is { } backend)
                yield return Try(backend, isReference: false);
        }
    }

    // Every lane width, and thread counts that do and do not divide the lattice evenly.
    private static IEnumerable<CpuBackend> Processors()
    {
        foreach (LaneWidth lanes in LaneWidths.Available.Where(width => width != LaneWidth.Scalar))
            yield return new CpuBackend(1, lanes);
        foreach (int threads in new SortedSet<int> { 2, 3, Environment.ProcessorCount }.Where(count => count > 1))
            yield return new CpuBackend(threads, LaneWidths.Best);
    }

    private static IBackend? Open(GpuDevice device)
    {
        try
        {
            return device.CreateBackend();
        }
        catch (DeviceException)
        {
            // `gputumor devices` says why it runs no tissue.
            return null;
        }
    }

    private Agreement Try(IBackend backend, bool isReference)
    {
        Demand.EnsureMet(_model, backend);
        long begin = Stopwatch.GetTimestamp();
        using Patient patient = new(_model, backend);
        Simulation.Run(_model, patient, [], CancellationToken.None);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        ulong hash = patient.Primary.StateHash();
        if (isReference)
        {
            _referenceHash = hash;
            for (int field = 0; field < _model.Fields.Count; field++)
                _reference.Add(ReadField(patient.Primary, field));
        }

        (double difference, string where) = LargestDifference(patient.Primary);
        return new Agreement(backend.Name, backend.Device, hash.ToString("x16"), hash == _referenceHash, difference, where, seconds);
    }

    private float[] ReadField(ITissue tissue, int field)
    {
        float[] values = new float[_model.Grid.Voxels];
        tissue.Read(field, 0, MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private (double Difference, string Field) LargestDifference(ITissue tissue)
    {
        (double Difference, string Field) largest = (0, "");
        for (int field = 0; field < _model.Fields.Count; field++)
        {
            float[] reference = _reference[field];
            float[] values = ReadField(tissue, field);
            double scale = Math.Max(reference.Max(Math.Abs), float.Epsilon);
            for (int i = 0; i < values.Length; i++)
            {
                double difference = Math.Abs((double)values[i] - reference[i]) / scale;
                if (difference > largest.Difference || double.IsNaN(difference))
                    largest = (difference, _model.Fields[field].Name);
            }
        }

        return largest;
    }
}

/// <summary>How one backend compares with the reference.</summary>
/// <param name="Backend">The backend.</param>
/// <param name="Device">The device, for people.</param>
/// <param name="StateHash">Sixteen hexadecimal digits over all state.</param>
/// <param name="Same">Whether it is the reference's.</param>
/// <param name="LargestDifference">Of any field, relative to the reference's largest value of that field.</param>
/// <param name="Field">The field of the largest difference; empty if all are equal.</param>
/// <param name="Seconds">Wall time, compilation included [s].</param>
internal sealed record Agreement(
    string Backend, string Device, string StateHash, bool Same, double LargestDifference, string Field, double Seconds);
