namespace GpuTumor.Backends.Ilgpu;

/// <summary>What happened to host cells since the start.</summary>
/// <param name="TCellsEntered">T cells that entered.</param>
/// <param name="TCellsDied">T cells that died.</param>
/// <param name="MyeloidEntered">Myeloid cells that entered.</param>
/// <param name="MyeloidDied">Myeloid cells that died.</param>
/// <param name="Kills">Tumour cells that T cells killed.</param>
internal readonly record struct HostEvents(long TCellsEntered, long TCellsDied, long MyeloidEntered, long MyeloidDied, long Kills);
