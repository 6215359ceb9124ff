using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering;

[TestClass]
public sealed class ComparisonTests
{
    [TestMethod]
    [DataRow(ScalarType.Float32, ScalarType.Float32)]
    [DataRow(ScalarType.Float32, ScalarType.Int64)]
    [DataRow(ScalarType.Int64, ScalarType.Int32)]
    [DataRow(ScalarType.Byte, ScalarType.Int8)]
    [DataRow(ScalarType.Bool, ScalarType.Int16)]
    [DataRow(ScalarType.Bool, ScalarType.Bool)]
    public void Comparisons_of_tensors(ScalarType one, ScalarType other)
    {
        var (left, right) = (Whole(one, 0, one == ScalarType.Bool ? 2 : 4, 9), Whole(other, 0, other == ScalarType.Bool ? 2 : 4, 9));
        OpTest.Check((a, b) => a == b, left, right);
        OpTest.Check((a, b) => a != b, left, right);
        OpTest.Check((a, b) => a < b, left, right);
        OpTest.Check((a, b) => a <= b, left, right);
        OpTest.Check((a, b) => a > b, left, right);
        OpTest.Check((a, b) => a >= b, left, right);
    }

    [TestMethod]
    public void Comparisons_with_numbers()
    {
        OpTest.Check(x => x > 0.5, Normal(9));
        OpTest.Check(x => x.ge(1), Whole(ScalarType.Int64, 0, 3, 9));
        OpTest.Check(x => x < 1.5, Whole(ScalarType.Int64, 0, 3, 9));
        OpTest.Check(x => x.eq(2), Whole(ScalarType.Byte, 0, 4, 9));
        OpTest.Check(x => x.ne(2), Whole(ScalarType.Byte, 0, 4, 9));
        OpTest.Check(x => 1 < x, Normal(9));
    }

    [TestMethod]
    public void Logic_and_bits()
    {
        OpTest.Check((a, b) => a.logical_and(b), Truth(9), Normal(9));
        OpTest.Check((a, b) => torch.logical_or(a, b), Truth(9), Truth(9));
        OpTest.Check((a, b) => a.logical_xor(b), Truth(9), Truth(9));
        OpTest.Check(x => x.logical_not(), Whole(ScalarType.Int64, 0, 2, 9));
        OpTest.Check((a, b) => a & b, Truth(9), Truth(9));
        OpTest.Check((a, b) => a | b, Whole(ScalarType.Int64, 0, 99, 9), Whole(ScalarType.Int64, 0, 99, 9));
        OpTest.Check((a, b) => a ^ b, Whole(ScalarType.Int32, 0, 99, 9), Whole(ScalarType.Int64, 0, 99, 9));
        OpTest.Check(x => ~x, Truth(9));
        OpTest.Check(x => ~x, Whole(ScalarType.Int64, 0, 99, 9));
        OpTest.Check(x => (x / 0.0).isnan(), Whole(ScalarType.Float32, 0, 2, 9));
        OpTest.Check(x => (x / 0.0).isinf(), Whole(ScalarType.Float32, 0, 2, 9));
    }
}
