using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;

namespace GpuTumor.Program.Tests;

/// <summary>A backend that works like the processor until it fails as told.</summary>
/// <param name="Unable">Why it cannot run any model; null if it can.</param>
/// <param name="LostAt">The step in which the device is lost.</param>
internal sealed record FailingBackend(string? Unable = null, long LostAt = long.MaxValue) : IBackend
{
    private readonly CpuBackend _processor = new(1, LaneWidths.Best);

    /// <summary>Whether it is lost when somebody asks for the hash of the last state.</summary>
    public bool IsLostAtTheEnd { get; init; }

    public string Name => "cuda";

    public string Device => "a device that fails";

    public long AvailableMemory => _processor.AvailableMemory;

    public long RequiredMemory(Model model) => _processor.RequiredMemory(model);

    public string? WhyUnable(Model model) => Unable;

    public ITissue Create(Model model) => new Tissue(_processor.Create(model), LostAt, IsLostAtTheEnd ? model.Steps : long.MaxValue);

    private sealed class Tissue(ITissue whole, long lostAt, long withoutHashAt) : ITissue
    {
        private long _steps;

        public IReadOnlyList<Quantity> Quantities => whole.Quantities;

        public long AllocatedBytes => whole.AllocatedBytes;

        public PhaseTimes Times => whole.Times;

        public void Advance(Clock clock, ReadOnlySpan<float> plasma)
        {
            if (clock.Step == lostAt)
                throw new DeviceException("cuda 0 was lost while running StageWork (CUDA_ERROR_UNKNOWN); restart the driver");
            whole.Advance(clock, plasma);
            _steps = clock.Step + 1;
        }

        public Census TakeCensus() => whole.TakeCensus();

        public CloneTable ReadClones() => whole.ReadClones();

        public FieldSummary Summarise(int field) => whole.Summarise(field);

        public long FindNonFinite(int field) => whole.FindNonFinite(field);

        public ulong StateHash() => _steps == withoutHashAt
            ? throw new DeviceException("cuda 0 was lost while running HashWork (CUDA_ERROR_UNKNOWN); restart the driver")
            : whole.StateHash();

        public void Read(int quantity, int firstPlane, Span<byte> destination) => whole.Read(quantity, firstPlane, destination);

        public void Carry(IStateArchive archive) => whole.Carry(archive);

        public void Dispose() => whole.Dispose();
    }
}
