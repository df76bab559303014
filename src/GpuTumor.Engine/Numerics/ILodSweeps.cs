namespace GpuTumor.Engine;

/// <summary>The parts of a substep of <see cref="LodSplitting"/> on a backend; amounts are concentrations summed over voxels.</summary>
public interface ILodSweeps
{
    /// <summary>What the sources give [field unit · voxels/s].</summary>
    double Given();

    /// <summary>What there is [field unit · voxels].</summary>
    double Present();

    /// <summary>The reaction of a substep, c ← (c + h·s)/(1 + h·k); returns what is lost, Σ k·c [field unit · voxels/s].</summary>
    double React();

    /// <summary>Solves along an axis; returns what there is then, and what the held faces take [field unit · voxels/s].</summary>
    /// <param name="axis">0 x, 1 y, 2 z.</param>
    (double Present, FaceAmounts ToFaces) Along(int axis);
}
