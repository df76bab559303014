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
    private readonly List<byte[]> _reference = [];
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
            yield return Try(device);
    }

    // Every lane width, and thread counts that do and do not divide the lattice evenly.
    private static IEnumerable<CpuBackend> Processors()
    {
        foreach (LaneWidth lanes in LaneWidths.Available.Where(width => width != LaneWidth.Scalar))
            yield return new CpuBackend(1, lanes);
        foreach (int threads in new SortedSet<int> { 2, 3, Environment.ProcessorCount }.Where(count => count > 1))
            yield return new CpuBackend(threads, LaneWidths.Best);
    }

    // A device that cannot run the model agrees with nobody and contradicts nobody.
    private Agreement Try(GpuDevice device)
    {
        try
        {
            return Try(device.CreateBackend(), isReference: false);
        }
        catch (DeviceException refusal)
        {
            return Agreement.Without(device.Backend, device.Name, refusal.Message);
        }
    }

    private Agreement Try(IBackend backend, bool isReference)
    {
        Demand.EnsureMet(_model, backend);
        long begin = Stopwatch.GetTimestamp();
        using Patient patient = new(_model, backend);
        Simulation.Run(_model, patient, [], CancellationToken.None);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        ulong hash = patient.StateHash();
        if (isReference)
        {
            _referenceHash = hash;
            for (int quantity = 0; quantity < patient.Primary.Quantities.Count; quantity++)
                _reference.Add(Read(patient.Primary, quantity));
        }

        (double difference, string where) = LargestDifference(patient.Primary);
        return new Agreement(
            backend.Name, backend.Device, hash.ToString("x16"), hash == _referenceHash, difference, where, Differing(patient.Primary), seconds, null);
    }

    private byte[] Read(ITissue tissue, int quantity)
    {
        byte[] values = new byte[_model.Grid.Voxels * tissue.Quantities[quantity].ElementSize];
        tissue.Read(quantity, 0, values);
        return values;
    }

    // Every quantity of which any bit differs, with the number of voxels.
    private string[] Differing(ITissue tissue)
    {
        List<string> names = [];
        for (int quantity = 0; quantity < tissue.Quantities.Count; quantity++)
        {
            byte[] values = Read(tissue, quantity);
            if (values.AsSpan().SequenceEqual(_reference[quantity]))
                continue;
            int size = tissue.Quantities[quantity].ElementSize;
            long voxels = 0;
            for (int start = 0; start < values.Length; start += size)
                voxels += values.AsSpan(start, size).SequenceEqual(_reference[quantity].AsSpan(start, size)) ? 0 : 1;
            names.Add($"{tissue.Quantities[quantity].Name} in {Wording.Count(voxels)} {(voxels == 1 ? "voxel" : "voxels")}");
        }

        return [.. names];
    }

    private (double Difference, string Field) LargestDifference(ITissue tissue)
    {
        (double Difference, string Field) largest = (0, "");
        for (int field = 0; field < _model.Fields.Count; field++)
        {
            byte[] bytes = Read(tissue, field);
            ReadOnlySpan<float> reference = MemoryMarshal.Cast<byte, float>(_reference[field]);
            ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(bytes);
            double scale = float.Epsilon;
            foreach (float value in reference)
                scale = Math.Max(scale, Math.Abs(value));
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
/// <param name="StateHash">Sixteen hexadecimal digits over all state; empty if it was not run.</param>
/// <param name="Same">Whether it is the reference's.</param>
/// <param name="LargestDifference">Of any field, relative to the reference's largest value of that field.</param>
/// <param name="Field">The field of the largest difference; empty if all are equal.</param>
/// <param name="Differs">Every quantity that differs, and in how many voxels.</param>
/// <param name="Seconds">Wall time, compilation included [s].</param>
/// <param name="Refusal">Why it was not run, with the remedy; null if it was.</param>
internal sealed record Agreement(
    string Backend, string Device, string StateHash, bool Same, double LargestDifference, string Field, IReadOnlyList<string> Differs,
    double Seconds, string? Refusal)
{
    /// <summary>A device that cannot run the model.</summary>
    public static Agreement Without(string backend, string device, string refusal)
        => new(backend, device, "", Same: false, double.NaN, "", [], double.NaN, refusal);

    /// <summary>Whether it contradicts the reference.</summary>
    public bool Contradicts => Refusal is null && !Same;
}
