using GpuTumor.Backends.Cpu;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Every random word of a cell's step, and every byte of those that round, decides one thing.</summary>
public sealed class DrawTests
{
    private const int Cells = 1 << 14;

    // What may differ where only the word does: bits of the status, and whether the cell divides.
    private static readonly (string Word, uint Status, bool Divides)[] _decides =
    [
        ("cycle", CellRecord.PhaseMask, true),
        ("death", CellRecord.KindMask, false),
        ("cause", CellRecord.KindMask, false),
        ("signals", 0u, false),
        ("mode", CellRecord.ModeMask, false),
        ("senescence", CellRecord.PhaseMask, true),
        ("metabolism", CellRecord.MetabolismBit, false),
        ("exposure", 0u, false),
    ];

    [Fact]
    public void NoRandomWordDecidesTwoThings()
    {
        CellsInTheDish before = new(Cells, 5);
        CellsInTheDish expected = Stepped(before.Copy());
        for (int word = 0; word < _decides.Length; word++)
        {
            CellsInTheDish changed = before.Copy();
            for (int i = 0; i < Cells; i++)
                changed.Draws[(word * Cells) + i] = ~changed.Draws[(word * Cells) + i];
            CellsInTheDish actual = Stepped(changed);
            int differing = 0;
            for (int i = 0; i < Cells; i++)
            {
                uint status = expected.Status[i] ^ actual.Status[i];
                bool lifeAndDeath = (status & CellRecord.KindMask) != 0u && word == 1;
                uint signals = expected.Signals[i] ^ actual.Signals[i];
                uint exposure = expected.Exposure[i] ^ actual.Exposure[i];
                bool divides = expected.Divides[i] != actual.Divides[i];
                differing += (status | signals | exposure) != 0u || divides ? 1 : 0;
                // A cell that dies instead has no phase, mode and age to compare.
                Assert.True(lifeAndDeath || (status & ~_decides[word].Status) == 0u, $"{_decides[word].Word} changes status bits {status:x8}");
                Assert.True(lifeAndDeath || !divides || _decides[word].Divides, $"{_decides[word].Word} changes division");
                Assert.True(signals == 0u || word == 3, $"{_decides[word].Word} changes signals");
                Assert.True(exposure == 0u || word == 7, $"{_decides[word].Word} changes exposure");
            }

            Assert.True(differing > 0, $"{_decides[word].Word} decides nothing");
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void EachByteRoundsOneLevel(int word)
    {
        CellsInTheDish before = new(Cells, 5);
        CellsInTheDish expected = Stepped(before.Copy());
        for (int level = 0; level < 4; level++)
        {
            CellsInTheDish changed = before.Copy();
            for (int i = 0; i < Cells; i++)
                changed.Draws[(word * Cells) + i] ^= 255u << (8 * level);
            CellsInTheDish actual = Stepped(changed);
            (uint[] wanted, uint[] found) = word == 3 ? (expected.Signals, actual.Signals) : (expected.Exposure, actual.Exposure);
            uint all = 0;
            for (int i = 0; i < Cells; i++)
                all |= wanted[i] ^ found[i];
            Assert.NotEqual(0u, all);
            Assert.Equal(0u, all & ~(255u << (8 * level)));
        }
    }

    private static CellsInTheDish Stepped(CellsInTheDish cells)
    {
        OnProcessor.Step(LaneWidth.Scalar, TumourCell.Default(0.5), 0.5f, cells);
        return cells;
    }
}
