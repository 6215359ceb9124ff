using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Tests.Pipelines;

[TestClass]
public sealed class SampleRandomTests
{
    [TestMethod]
    public void Gaussian_numbers_have_the_moments_of_the_normal_distribution()
    {
        const int Count = 400_000;
        var random = new SampleRandom(42, 0, 0, 0);
        var moments = new double[5];
        var beyondTwo = 0;
        for (var i = 0; i < Count; i++)
        {
            var x = random.NextGaussian();
            for (var power = 1; power <= 4; power++) moments[power] += Math.Pow(x, power) / Count;
            if (Math.Abs(x) > 2) beyondTwo++;
        }

        // Standard errors: 1, sqrt 2, sqrt 15 and sqrt 96 over sqrt(400000); bounds of four of them. P(|x| > 2) = 0.0455.
        Assert.AreEqual(0, moments[1], 0.0064);
        Assert.AreEqual(1, moments[2], 0.009);
        Assert.AreEqual(0, moments[3], 0.025);
        Assert.AreEqual(3, moments[4], 0.062);
        Assert.AreEqual(0.0455, (double)beyondTwo / Count, 0.0014);
    }

    [TestMethod]
    public void Gaussian_numbers_have_the_same_bits_on_every_machine()
    {
        var random = new SampleRandom(7, 1, 2, 3);
        // The number below comes from a transcription of the same operations into Python.
        ulong hash = 0;
        for (var i = 0; i < 1000; i++) hash = (hash ^ BitConverter.DoubleToUInt64Bits(random.NextGaussian())) * 0x100000001B3UL;

        Assert.AreEqual(5784439783066730966UL, hash);
    }
}
