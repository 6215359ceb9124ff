using Tfaip.Inference.Packages;

namespace Tfaip.Inference.Tests.Packages;

[TestClass]
public sealed class Crc32Tests
{
    // The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
    [TestMethod]
    public void The_check_value_is_that_of_the_standard() => Assert.AreEqual(0xCBF43926u, Crc32.Of("123456789"u8));

    [TestMethod]
    public void Nothing_has_the_sum_zero() => Assert.AreEqual(0u, Crc32.Of([]));
}
