namespace GpuTumor.Backends.Cpu;

/// <summary>What the host cells did.</summary>
internal record struct HostEvents(
    long TCellsEntered, long TCellsDied, long MyeloidEntered, long MyeloidDied, long Kills)
{
    public readonly HostEvents With(HostEvents other) => new(
        TCellsEntered + other.TCellsEntered, TCellsDied + other.TCellsDied,
        MyeloidEntered + other.MyeloidEntered, MyeloidDied + other.MyeloidDied, Kills + other.Kills);
}
