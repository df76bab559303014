using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>What the processor sees around a voxel at once is what looking at each neighbour gives.</summary>
public sealed unsafe class LatticeViewTests
{
    [Fact]
    public void WhatIsSeenAtOnceIsWhatEachNeighbourShows()
    {
        Grid grid = new(13, 9, 8, 20);
        using CellLattice lattice = new(grid);
        Random random = new(5);
        for (int voxel = 0; voxel < grid.Voxels; voxel++)
        {
            lattice.Waiting[voxel] = random.Next(3) * random.Next(2);
            lattice.Mark[voxel] = (byte)random.Next(30);
            if (lattice.Distance[voxel] != DistanceToRoom.Closed)
                lattice.Distance[voxel] = (byte)(random.Next(4) == 0 ? 0 : random.Next(250));
        }

        LatticeView view = new(lattice);
        int seen = 0;
        for (int voxel = 0; voxel < grid.Voxels; voxel++)
        {
            if (lattice.Distance[voxel] == DistanceToRoom.Closed)
                continue;
            Assert.Equal(Crowding.Uncrowded(view, voxel, lattice.Row, lattice.Plane), view.Uncrowded(voxel, lattice.Row, lattice.Plane));
            Assert.Equal(Crowding.Proposing(view, voxel, lattice.Row, lattice.Plane), view.Proposing(voxel, lattice.Row, lattice.Plane));
            Assert.Equal(Crowding.Occupied(view, voxel, lattice.Row, lattice.Plane), view.Occupied(voxel, lattice.Row, lattice.Plane));
            seen += System.Numerics.BitOperations.PopCount(view.Proposing(voxel, lattice.Row, lattice.Plane));
        }

        Assert.True(seen > 100, $"{seen} proposals");
    }

    [Fact]
    public void AStepIsAsLongAsItsAxesSay()
    {
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            int axes = Math.Abs(Neighbourhood.X(code)) + Math.Abs(Neighbourhood.Y(code)) + Math.Abs(Neighbourhood.Z(code));
            Assert.Equal(2 + axes, Neighbourhood.Length(code));
        }
    }
}
