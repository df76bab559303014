namespace GpuTumor.Kernels;

/// <summary>The laws that host cells follow. A kind whose laws are left out never enters.</summary>
/// <param name="TCells">T cells.</param>
/// <param name="Myeloid">Myeloid-derived suppressor cells, and macrophages.</param>
/// <param name="Fibroblasts">Fibroblasts.</param>
public readonly record struct HostLaws(TCellLaws TCells, MyeloidLaws Myeloid, FibroblastLaws Fibroblasts);
