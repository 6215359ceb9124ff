using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering;

[TestClass]
public sealed class MatrixProductTests
{
    [TestMethod]
    public void Products()
    {
        OpTest.Check((a, b) => a.matmul(b), Normal(4), n => randn(4, n));
        OpTest.Check((a, b) => torch.matmul(a, b), Normal(2, 3, 4), Normal(1, 4, 5));
        OpTest.Check((a, b) => a.matmul(b), Normal(3, 4), n => randn(4));
        OpTest.Check((a, b) => a.bmm(b), Normal(3, 4), Normal(4, 5));
        OpTest.Check((a, b) => a.mm(b), Normal(4), n => randn(4, 3));
        OpTest.Check((a, b) => a.mv(b), Normal(4), n => randn(4));
        OpTest.Check((a, b) => a.dot(b), n => randn(n), n => randn(n));
        OpTest.Check((a, b) => a.outer(b), n => randn(n), n => randn(3));
        OpTest.Check((a, b, c) => a.addmm(b, c, 0.5f, 2f), n => randn(5), Normal(4), n => randn(4, 5));
        OpTest.Check((a, b) => torch.einsum("bij,bkj->bik", a, b), Normal(3, 4), Normal(5, 4));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_linear_layer_on_any_number_of_axes(bool bias)
    {
        using var layer = nn.Linear(4, 3, bias);
        OpTest.Check(x => layer.call(x), Normal(4));
        OpTest.Check(x => layer.call(x), Normal(5, 4));
        OpTest.Check(x => layer.call(x), Normal(2, 5, 4));
        OpTest.Check(x => layer.call(x.sum(0L)), Normal(4));
        OpTest.Check((x, w) => nn.functional.linear(x, w), Normal(2, 4), n => randn(3, 4));
    }

    [TestMethod]
    public void A_weight_that_is_read_transposed_is_stored_transposed_under_its_name()
    {
        using var layer = nn.Linear(4, 3);
        var graph = OpTest.Lower((System.Linq.Expressions.Expression<Func<Tensor, Tensor>>)(x => layer.call(x)), n => [randn(n, 5, 4)]);

        CollectionAssert.AreEqual(new[] { "MatMul", "Add" }, graph.Nodes.Select(node => node.Operation).ToArray());
        var weight = graph.Initializers.Single(value => value.Name == "layer.weight");
        CollectionAssert.AreEqual(new long[] { 4, 3 }, weight.Constant!.shape);
    }

    [TestMethod]
    public void Attention()
    {
        OpTest.Check((q, k, v) => nn.functional.scaled_dot_product_attention(q, k, v), Normal(2, 5, 4), Normal(2, 6, 4), Normal(2, 6, 4));
        OpTest.Check(
            (q, k, v) => nn.functional.scaled_dot_product_attention(q, k, v, null, 0, true),
            Normal(2, 5, 4),
            Normal(2, 5, 4),
            Normal(2, 5, 4));
        OpTest.Check(
            (q, k, m) => nn.functional.scaled_dot_product_attention(q, k, k, m), Normal(2, 5, 4), Normal(2, 6, 4), Normal(1, 5, 6));
        OpTest.Check(
            (q, k, m) => nn.functional.scaled_dot_product_attention(q, k, k, m),
            Normal(2, 5, 4),
            Normal(2, 6, 4),
            n => ones(5, 6).tril().to(ScalarType.Bool));
    }
}
