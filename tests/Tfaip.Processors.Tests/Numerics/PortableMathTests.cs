using CsCheck;
using Tfaip.Processors.Numerics;

namespace Tfaip.Processors.Tests.Numerics;

[TestClass]
public sealed class PortableMathTests
{
    [TestMethod]
    public void Exp_is_within_two_units_of_the_last_place() =>
        Gen.OneOf(Gen.Double[-700, 700], Gen.Double[-1, 1], Gen.Double[-1e-9, 1e-9])
            .Sample(x => Distance(PortableMath.Exp(x), Math.Exp(x)) <= 2);

    [TestMethod]
    public void Log_is_within_two_units_of_the_last_place() =>
        Gen.OneOf(Gen.Double[1e-300, 1], Gen.Double[0.5, 2], Gen.Double[1, 1e300], Gen.Double[0.999999, 1.000001])
            .Sample(x => Distance(PortableMath.Log(x), Math.Log(x)) <= 2);

    [TestMethod]
    public void Sin_and_Cos_are_within_their_last_place() =>
        Gen.OneOf(Gen.Double[-7, 7], Gen.Double[-1e6, 1e6], Gen.Double[-1e-9, 1e-9]).Sample(x =>
            Math.Abs(PortableMath.Sin(x) - Math.Sin(x)) <= 2.3e-16 && Math.Abs(PortableMath.Cos(x) - Math.Cos(x)) <= 2.3e-16);

    [TestMethod]
    public void Ends_of_the_ranges_are_those_of_the_functions()
    {
        Assert.AreEqual(1, PortableMath.Exp(0));
        Assert.AreEqual(0, PortableMath.Exp(double.NegativeInfinity));
        Assert.AreEqual(0, PortableMath.Exp(-746));
        Assert.IsGreaterThan(0, PortableMath.Exp(-744));
        Assert.AreEqual(double.PositiveInfinity, PortableMath.Exp(710));
        Assert.IsTrue(double.IsFinite(PortableMath.Exp(709.7)));
        Assert.IsTrue(double.IsNaN(PortableMath.Exp(double.NaN)));
        Assert.AreEqual(0, PortableMath.Log(1));
        Assert.AreEqual(double.NegativeInfinity, PortableMath.Log(0));
        Assert.AreEqual(double.PositiveInfinity, PortableMath.Log(double.PositiveInfinity));
        Assert.IsTrue(double.IsNaN(PortableMath.Log(-1)));
        Assert.AreEqual(Math.Log(double.Epsilon), PortableMath.Log(double.Epsilon), 1e-12);
        Assert.AreEqual(0, PortableMath.Sin(0));
        Assert.AreEqual(1, PortableMath.Cos(0));
        Assert.AreEqual(
            "An angle is at most 1000000 radians in size. (Parameter 'x')\nActual value was 1000001.",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PortableMath.Sin(1_000_001)).Message.ReplaceLineEndings("\n"));
    }

    // The number comes from a transcription of the same operations into Python.
    [TestMethod]
    public void The_bits_are_those_of_every_machine()
    {
        ulong hash = 0;
        for (var i = 1; i <= 1000; i++)
        {
            var x = i * 0.37;
            foreach (var value in new[]
            {
                PortableMath.Exp(x),
                PortableMath.Exp(-x),
                PortableMath.Log(x),
                PortableMath.Sin(x),
                PortableMath.Cos(x)
            })
            {
                hash = (hash ^ BitConverter.DoubleToUInt64Bits(value)) * 0x100000001B3UL;
            }
        }

        Assert.AreEqual(18028486219073883813UL, hash);
    }

    private static long Distance(double a, double b) => Math.Abs(BitConverter.DoubleToInt64Bits(a) - BitConverter.DoubleToInt64Bits(b));
}
