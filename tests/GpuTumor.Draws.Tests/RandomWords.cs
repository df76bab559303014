using GpuTumor.Draws.Tests;

namespace GpuTumor.Kernels;

/// <summary>Four random words that tell the log when one is read.</summary>
public readonly struct RandomWords(uint first, uint second, uint third, uint fourth)
{
    private readonly DrawName _name = DrawLog.Last;

    public uint First => Read(first, 0);

    public uint Second => Read(second, 1);

    public uint Third => Read(third, 2);

    public uint Fourth => Read(fourth, 3);

    private uint Read(uint word, int index)
    {
        DrawLog.Read(_name, index);
        return word;
    }
}
