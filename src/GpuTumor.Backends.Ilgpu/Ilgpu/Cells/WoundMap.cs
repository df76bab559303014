using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Where the tissue is wounded and how fresh the wound is, 0–1; four bytes a voxel from the first wound on, none before.</summary>
internal sealed class WoundMap(GpuContext context, Model model) : IStateful, IDisposable
{
    private readonly float _kept = (float)Math.Exp(-model.WoundHealing.PerHour * model.StepHours);
    private MemoryBuffer1D<float, Stride1D.Dense>? _freshness;

    /// <summary>Whether the tissue was ever wounded.</summary>
    public bool IsWounded => _freshness is not null;

    /// <summary>How fresh the wound of each voxel is; empty if there is none.</summary>
    public ArrayView<float> Freshness => _freshness is null ? default : _freshness.View;

    /// <summary>Wounds a part of the tissue.</summary>
    public void Wound(Ball region)
    {
        _freshness ??= context.Allocate<float>(model.Grid.Voxels);
        int length = (int)model.Grid.PlaneVoxels;
        float[] plane = new float[length];
        for (int z = 0; z < model.Grid.Nz; z++)
        {
            ArrayView<float> there = Freshness.SubView((long)z * length, length);
            context.Read(there, plane.AsSpan());
            for (int i = 0; i < length; i++)
                plane[i] = region.Holds(model.Grid, i % model.Grid.Nx, i / model.Grid.Nx, z) ? 1f : plane[i];
            context.Write<float>(plane, there);
        }
    }

    /// <summary>Wounds single voxels.</summary>
    public void Wound(ReadOnlySpan<int> voxels)
    {
        _freshness ??= context.Allocate<float>(model.Grid.Voxels);
        float[] freshness = new float[model.Grid.Voxels];
        context.Read(Freshness, freshness.AsSpan());
        foreach (int voxel in voxels)
            freshness[voxel] = 1f;
        context.Write<float>(freshness, Freshness);
    }

    /// <summary>The wound heals by one step.</summary>
    public void Advance()
    {
        if (IsWounded)
            context.ForEach(model.Grid.Voxels, new HealWork(_kept, Freshness));
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        // Files hold numbers: 1 for a wound.
        byte wounded = IsWounded ? (byte)1 : (byte)0;
        archive.Value(TissueArchive.Wounded, ref wounded);
        if (wounded == 0)
        {
            Dispose();
            return;
        }

        _freshness ??= context.Allocate<float>(model.Grid.Voxels);
        context.Carry(archive, TissueArchive.Wound, model.Grid, Freshness);
    }

    public void Dispose()
    {
        if (_freshness is not null)
            context.Free(_freshness);
        _freshness = null;
    }
}
