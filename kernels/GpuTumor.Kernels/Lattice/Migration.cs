using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>
/// Migration: mesenchymal cells crawl alone, half mesenchymal ones in the company of their like; along chemokine, HGF and matrix, and
/// the less willingly the more neighbours they would leave.
/// </summary>
/// <remarks>
/// Speed v = 0.3 µm/min (0.1–1) [M] alone (x &gt; 0.7), 0.1 µm/min [M] together (0.3 ≤ x ≤ 0.7 with at least 2 neighbours of x ≥ 0.3), else
/// 0; times 4ρ(1 − ρ)·(1 + A), ρ the matrix, A AKT activity; none into ρ &gt; 0.8 [G]. A hop goes to one of the 26 neighbours, 1.42
/// voxels in the mean, so its rate is v/(1.42·h) and a lone cell on even ground covers ⟨r²⟩ = 1.47·v·h·t. A direction is taken
/// with weight exp(3·ΔC/(1 + C) + 2·ΔH/(0.25 + H) + 4·Δρ − 1.5·(1 − x)·bonds lost) [G] against 1 for each neighbour that is
/// occupied, towards which the cell pulls in vain. Invariant: only free voxels are entered; cells are neither made nor lost.
/// </remarks>
/// <param name="AloneSpeed">Speed of a single cell on the best ground without AKT [µm/min].</param>
/// <param name="TogetherSpeed">Speed of a cell that moves with others [µm/min].</param>
/// <param name="TogetherFrom">x from which cells move with others.</param>
/// <param name="AloneFrom">x above which cells move alone.</param>
/// <param name="Company">Neighbours of their like that cells need which do not move alone.</param>
/// <param name="AlongChemokine">Pull of the chemokine.</param>
/// <param name="Chemokine">Chemokine that halves the pull [nM].</param>
/// <param name="AlongHgf">Pull of HGF.</param>
/// <param name="Hgf">HGF that halves the pull [nM].</param>
/// <param name="AlongMatrix">Pull of the matrix.</param>
/// <param name="Cohesion">What each neighbour left behind costs an epithelial cell.</param>
/// <param name="BlockingMatrix">ρ above which no cell enters.</param>
public readonly record struct Migration(
    float AloneSpeed, float TogetherSpeed, float TogetherFrom, float AloneFrom, int Company,
    float AlongChemokine, float Chemokine, float AlongHgf, float Hgf, float AlongMatrix, float Cohesion, float BlockingMatrix)
{
    /// <summary>Length of a hop to one of the 26 neighbours in the mean [voxels].</summary>
    public const float MeanHop = 1.4165f;

    /// <summary>Matrix where a model has none: that of soft tissue [M].</summary>
    public const float MatrixWithoutField = 0.3f;

    /// <summary>The specification's values.</summary>
    public static Migration Default => new(0.3f, 0.1f, 0.3f, 0.7f, 2, 3f, 1f, 2f, 0.25f, 4f, 1.5f, 0.8f);

    /// <summary>Hops an hour at 1 µm/min.</summary>
    /// <param name="spacing">Edge of a voxel [µm].</param>
    public static float HopsPerHour(double spacing) => (float)(60.0 / (MeanHop * spacing));

    /// <summary>How often a cell tries to hop [1/h].</summary>
    /// <param name="emt">x, how mesenchymal it is.</param>
    /// <param name="akt">A, its AKT activity.</param>
    /// <param name="matrix">ρ, the matrix around it.</param>
    /// <param name="like">Neighbours that move, too.</param>
    /// <param name="hopsPerHour">Hops an hour at 1 µm/min.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float PerHour(float emt, float akt, float matrix, int like, float hopsPerHour)
    {
        float together = like >= Company ? TogetherSpeed : 0f;
        float speed = emt > AloneFrom ? AloneSpeed : emt >= TogetherFrom ? together : 0f;
        return speed * hopsPerHour * (4f * matrix * (1f - matrix)) * (1f + akt);
    }

    /// <summary>The most that this can be, whatever AKT and the company: who does not hop at that rate need not be asked.</summary>
    /// <param name="emt">x, how mesenchymal it is.</param>
    /// <param name="matrix">ρ, the matrix around it.</param>
    /// <param name="hopsPerHour">Hops an hour at 1 µm/min.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float MostPerHour(float emt, float matrix, float hopsPerHour) => PerHour(emt, 1f, matrix, Company, hopsPerHour);

    /// <summary>Whether a cell hops within a substep: in proportion to its rate, so that its mean speed holds up to a hop a substep.</summary>
    /// <param name="perHour">How often it tries to [1/h].</param>
    /// <param name="hours">Length of the substep [h].</param>
    /// <param name="draw">Random bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Hops(float perHour, float hours, uint draw) => (int)(draw >> 8) * (1f / 16777216f) < perHour * hours;

    /// <summary>Neighbours that are mesenchymal enough to move, of a voxel that is not on the rim.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Like<TGround>(in TGround ground, int voxel, int row, int plane)
        where TGround : struct, IGround
    {
        int count = 0;
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            bool moves = ground.Emt(voxel + Neighbourhood.Offset(code, row, plane)) >= TogetherFrom;
            count += moves && code != Neighbourhood.Itself ? 1 : 0;
        }

        return count;
    }

    /// <summary>The direction a cell takes, 1 + code; 0 if it pulls in vain.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="ground">The ground.</param>
    /// <param name="voxel">The cell's voxel, not on the rim of the box.</param>
    /// <param name="row">Voxels of a row.</param>
    /// <param name="plane">Voxels of a plane.</param>
    /// <param name="emt">x, how mesenchymal it is.</param>
    /// <param name="draw">Random bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Propose<TLattice, TGround>(
        in TLattice lattice, in TGround ground, int voxel, int row, int plane, float emt, uint draw)
        where TLattice : struct, ILattice
        where TGround : struct, IGround
    {
        float perBond = Cohesion * (1f - emt);
        int own = lattice.Occupied(voxel, row, plane);
        float free = 0f;
        for (int code = 0; code < Neighbourhood.Codes; code++)
            free += Weight(lattice, ground, voxel, code, row, plane, own, perBond);

        // Drawn in proportion to the weights, by walking along them.
        float left = (free + own) * ((int)(draw >> 8) * (1f / 16777216f));
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            float weight = Weight(lattice, ground, voxel, code, row, plane, own, perBond);
            if (left < weight)
                return (byte)(code + 1);
            left -= weight;
        }

        return 0;
    }

    // Weight of a direction; 0 where the cell cannot go.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Weight<TLattice, TGround>(
        in TLattice lattice, in TGround ground, int voxel, int code, int row, int plane, int own, float perBond)
        where TLattice : struct, ILattice
        where TGround : struct, IGround
    {
        int target = lattice.Beside(voxel, code, row, plane);
        float matrix = ground.Matrix(target);
        if (lattice.Distance(target) != 0 || matrix > BlockingMatrix)
            return 0f;
        int lost = own - (lattice.Occupied(target, row, plane) - 1);
        float chemokine = ground.Chemokine(voxel);
        float hgf = ground.Hgf(voxel);
        Scalar pull = new Scalar(AlongChemokine)
            * (new Scalar(ground.Chemokine(target) - chemokine) / new Scalar(Chemokine + chemokine));
        Scalar hgfPull = new Scalar(ground.Hgf(target) - hgf) / new Scalar(Hgf + hgf);
        pull = Scalar.Fma(new Scalar(AlongHgf), hgfPull, pull);
        pull = Scalar.Fma(new Scalar(AlongMatrix), new Scalar(matrix - ground.Matrix(voxel)), pull);
        pull = Scalar.Fma(new Scalar(-perBond), new Scalar(lost > 0 ? lost : 0), pull);
        return Elementary.Exp2<Scalar, ScalarWord>(pull * new Scalar(1.44269504f)).Value;
    }
}
