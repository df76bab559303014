using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>A kind of snapshots beside the usual ones.</summary>
/// <param name="Name">Also of its directory.</param>
/// <param name="When">When one is written.</param>
/// <param name="Quantities">What it holds; null for all.</param>
/// <param name="CompressionLevel">Deflate level, 0–9; 0 stores.</param>
/// <param name="MantissaBits">Bits of a float's mantissa that are kept, 1–23; 23 keeps all.</param>
/// <param name="First">The first voxel of the region along x, y, z.</param>
/// <param name="Count">Voxels of the snapshot along x, y, z.</param>
/// <param name="Downsampling">Edge of the cube that a voxel of the snapshot stands for [voxels].</param>
public sealed record StreamPlan(
    string Name, Schedule When, IReadOnlyList<string>? Quantities, int CompressionLevel, int MantissaBits,
    (int X, int Y, int Z) First, (int X, int Y, int Z) Count, int Downsampling);
