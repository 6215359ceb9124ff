using CsCheck;
using Tfaip.Export.Graphs;
using Tfaip.Export.Lowering;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Verification;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Tests.Lowering;

[TestClass]
public sealed class SizeArithmeticTests
{
    private static readonly Gen<Size> Leaf = Gen.Frequency(
        (1, Gen.Long[-7, 7].Select(value => (Size)new FixedSize(value))),
        (1, Gen.Bool.Select(first => (Size)new SymbolSize(first ? "n" : "m"))));

    [TestMethod]
    public void Arithmetic_in_the_graph_gives_what_the_size_is() => Expression(3).Sample(
        size =>
        {
            using var scope = NewDisposeScope();
            var builder = new GraphBuilder(18);
            builder.Reserve("y");
            builder.Input("x", ScalarType.Float32, [new SymbolSize("n"), new FixedSize(2), new SymbolSize("m")]);
            builder.Output(builder.Vector([size, new FixedSize(5), new FixedSize(6)]), "y", [new FixedSize(3)]);
            using var session = new OnnxSession(GraphSerializer.Serialize(GraphOptimizer.Finish(builder)));
            foreach (var (n, m) in new[] { (1, 1), (3, 8), (10, 4) })
            {
                var expected = size.Evaluate(new Dictionary<string, long> { ["n"] = n, ["m"] = m });
                CollectionAssert.AreEqual(new[] { expected, 5, 6 }, session.Run([("x", zeros(n, 2, m))], ["y"])[0].data<long>().ToArray());
            }
        },
        iter: 60, threads: 1);

    private static Gen<Size> Expression(int depth)
    {
        if (depth == 0) return Leaf;
        var inner = Expression(depth - 1);
        return Gen.Frequency(
            (1, Leaf),
            (1, Gen.Select(inner, inner, (left, right) => (Size)new SizeSum(left, right))),
            (1, Gen.Select(inner, inner, (left, right) => (Size)new SizeProduct(left, right))),
            (1, Gen.Select(
                inner, Gen.Long[1, 5], (numerator, denominator) => (Size)new SizeFloorDivision(numerator, new FixedSize(denominator)))));
    }
}
