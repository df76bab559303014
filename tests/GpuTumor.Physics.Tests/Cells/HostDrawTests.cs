using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>No draw of randomness decides two things, in host cells either.</summary>
public sealed class HostDrawTests
{
    private const int Cells = 1 << 13;

    private static readonly HostLaws _laws = new(
        TCellLaws.Default(1) with { Death = Rate.PerHourOf(0.5) },
        MyeloidLaws.Default with { Death = Rate.PerHourOf(0.5), Maturing = 0.5f, Entry = Rate.PerHourOf(1) },
        FibroblastLaws.Default with { Activation = Rate.PerHourOf(0.5), Return = Rate.PerHourOf(0.5) });

    [Fact]
    public void NoTwoProcessesDrawFromTheSameStream()
    {
        RandomProcess[] processes = Enum.GetValues<RandomProcess>();
        Assert.Equal(Enum.GetNames<RandomProcess>().Length, processes.Distinct().Count());
    }

    [Fact]
    public void OneWordDecidesWhetherAHostCellDiesOrChangesAndOneWhatItBecomes()
    {
        HostSurroundings here = new() { Suppressor = 0.5f };
        int[] differing = new int[4];
        for (uint i = 0; i < Cells; i++)
        {
            uint state = 1u + (i % 5u);
            RandomWords draws = Philox.Words(1, RandomProcess.HostLife, i, 0);
            uint next = HostStep.Advance(in _laws, in here, 0, false, 0f, 1f, draws, state);
            for (int word = 0; word < 4; word++)
            {
                uint changed = HostStep.Advance(in _laws, in here, 0, false, 0f, 1f, Flipped(draws, word), state);
                differing[word] += changed == next ? 0 : 1;
                // What a suppressor cell becomes once its life ends: a macrophage, or nothing.
                uint[] ends = [0u, (uint)HostKind.Tam];
                Assert.True(changed == next || word == 0 || (word == 1 && ends.Contains(changed) && ends.Contains(next)), $"word {word}: {next} or {changed}");
            }
        }

        Assert.True(differing[0] > 0 && differing[1] > 0);
        Assert.Equal((0, 0), (differing[2], differing[3]));
    }

    [Fact]
    public void OneWordDecidesWhetherATCellEntersAndOneWhetherASuppressorCellDoes()
    {
        HostSurroundings here = new() { Interferon = 0.5f, Ccl2 = 0.5f };
        HostLaws laws = _laws with { TCells = _laws.TCells with { Entry = Rate.PerHourOf(1) } };
        int[] differing = new int[4];
        for (uint i = 0; i < Cells; i++)
        {
            RandomWords draws = Philox.Words(1, RandomProcess.HostEntry, i, 0);
            uint entered = HostStep.Entering(in laws, in here, 255, 0f, 1f, draws);
            for (int word = 0; word < 4; word++)
            {
                uint changed = HostStep.Entering(in laws, in here, 255, 0f, 1f, Flipped(draws, word));
                differing[word] += changed == entered ? 0 : 1;
                bool tCell = changed == (uint)HostKind.TCell || entered == (uint)HostKind.TCell;
                Assert.True(changed == entered || (word == 0 && tCell) || (word == 1 && !tCell), $"word {word}: {entered} or {changed}");
            }
        }

        Assert.True(differing[0] > 0 && differing[1] > 0);
        Assert.Equal((0, 0), (differing[2], differing[3]));
    }

    private static RandomWords Flipped(RandomWords draws, int word) => word switch
    {
        0 => draws with { First = ~draws.First },
        1 => draws with { Second = ~draws.Second },
        2 => draws with { Third = ~draws.Third },
        _ => draws with { Fourth = ~draws.Fourth },
    };
}
