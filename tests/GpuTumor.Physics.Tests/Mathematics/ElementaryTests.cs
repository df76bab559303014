using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Mathematics;

/// <summary>The elementary functions, and the random generator, against known values.</summary>
public sealed class ElementaryTests
{
    [Fact]
    public void Exp2IsAccurateToItsClaim()
    {
        for (double x = -120; x <= 120; x += 0.0371)
        {
            double expected = Math.Pow(2, (float)x);
            double value = Elementary.Exp2<Scalar, ScalarWord>(new Scalar((float)x)).Value;
            Assert.InRange(value / expected, 1 - 2e-7, 1 + 2e-7);
        }
    }

    [Fact]
    public void Log2IsAccurateToItsClaim()
    {
        for (double x = 1e-30; x < 1e30; x *= 1.0713)
        {
            double expected = Math.Log2((float)x);
            double value = Elementary.Log2<Scalar, ScalarWord>(new Scalar((float)x)).Value;
            // 2e-7 near one; the exponent's own rounding farther away.
            Assert.InRange(value - expected, -2e-7 - (1.2e-7 * Math.Abs(expected)), 2e-7 + (1.2e-7 * Math.Abs(expected)));
        }
    }

    [Fact]
    public void SaturationDoesNotCancelForSmallArguments()
    {
        for (double x = 1e-12; x < 50; x *= 1.31)
        {
            double argument = (float)x;
            double expected = argument < 1e-4 ? argument - (argument * argument / 2) : 1 - Math.Exp(-argument);
            double value = Elementary.Saturation<Scalar, ScalarWord>(new Scalar((float)x)).Value;
            Assert.InRange(value / expected, 1 - 1e-6, 1 + 1e-6);
        }
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(0.25f, 0.5f)]
    [InlineData(1e9f, 1f)]
    public void HillSaturates(float x, float expected)
        => Assert.Equal(expected, new Hill(0.25f, 2f).Of<Scalar, ScalarWord>(new Scalar(x)).Value, 1e-6f);

    [Theory]
    [InlineData(0.5f)]
    [InlineData(1f)]
    [InlineData(1.5f)]
    [InlineData(2f)]
    [InlineData(2.5f)]
    [InlineData(3f)]
    [InlineData(4f)]
    public void HillIsTheQuotientOfPowersWhateverTheExponent(float exponent)
    {
        for (double x = 1e-8; x < 1e8; x *= 1.37)
        {
            double power = Math.Pow((float)x / 0.3f, exponent);
            double value = new Hill(0.3f, exponent).Of<Scalar, ScalarWord>(new Scalar((float)x)).Value;
            // The logarithm errs by some 3e-6 of the ratio's power far from one.
            Assert.InRange(value / (power / (1 + power)), 1 - 1e-5, 1 + 1e-5);
        }
    }

    // The known answers of the authors' distribution (Random123, kat_vectors).
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(
        0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu,
        0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u,
        0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void PhiloxGivesTheKnownAnswers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3)
    {
        ScalarWord w0 = new(c0), w1 = new(c1), w2 = new(c2), w3 = new(c3);
        Philox.Draw(((ulong)k1 << 32) | k0, ref w0, ref w1, ref w2, ref w3);
        Assert.Equal((r0, r1, r2, r3), (w0.Value, w1.Value, w2.Value, w3.Value));
    }
}
