// ILGPU calls the shape of a launch a grid, too.
global using Grid = GpuTumor.Engine.Grid;
