using System.Text;
using CsCheck;
using Tfaip.Training.Reporting.TensorBoard;

namespace Tfaip.Training.Tests.Reporting.TensorBoard;

[TestClass]
public sealed class Crc32CTests
{
    // The vectors of RFC 3720, B.4, and the check value of the CRC catalogues.
    [TestMethod]
    [DataRow("000000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AAu, 32)]
    [DataRow("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 0x62A8AB43u, 32)]
    [DataRow("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20", 0x46DD794Eu, 32)]
    public void The_vectors_of_RFC_3720(string hex, uint expected, int length) =>
        Assert.AreEqual(expected, Crc32C.Compute(Convert.FromHexString(hex).AsSpan(0, length)));

    [TestMethod]
    public void The_check_value() => Assert.AreEqual(0xE3069283u, Crc32C.Compute(Encoding.ASCII.GetBytes("123456789")));

    [TestMethod]
    public void Any_bytes_give_what_the_bitwise_definition_gives() => Gen.Byte.Array[0, 70].Sample(bytes =>
        Crc32C.Compute(bytes) == EventReader.Crc(bytes) && Crc32C.Masked(bytes) == EventReader.Mask(EventReader.Crc(bytes)));
}
