using System.Linq.Expressions;
using Tfaip.Export.Graphs;
using Tfaip.Export.Graphs.Format;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Tests.Lowering;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Graphs;

[TestClass]
public sealed class GraphTests
{
    [TestMethod]
    public void Names_are_given_once()
    {
        var names = new UniqueNames();
        CollectionAssert.AreEqual(
            new[] { "x", "x_1", "x_2", "x_1_1", "y" }, new[] { "x", "x", "x", "x_1", "y" }.Select(names.Next).ToArray());
    }

    [TestMethod]
    public void Equal_nodes_over_equal_inputs_are_one()
    {
        var builder = new GraphBuilder(18);
        var x = builder.Input("x", ScalarType.Float32, [new SymbolSize("n")]);
        Assert.AreSame(builder.Node("Exp", ScalarType.Float32, [x]), builder.Node("Exp", ScalarType.Float32, [x]));
        Assert.AreNotSame(
            builder.Node("Elu", ScalarType.Float32, [x], ("alpha", 1.0)), builder.Node("Elu", ScalarType.Float32, [x], ("alpha", 2.0)));
        Assert.AreSame(builder.Int64s(1, 2), builder.Int64s(1, 2));
        Assert.AreNotSame(builder.Scalar(1L, ScalarType.Int64), builder.Scalar(1L, ScalarType.Float32));
    }

    [TestMethod]
    public void Optional_inputs_at_the_end_are_left_out()
    {
        // ONNX Runtime 1.31 ends the process on a LayerNormalization whose last input is empty.
        var builder = new GraphBuilder(18);
        var x = builder.Input("x", ScalarType.Float32, [new SymbolSize("n")]);
        Assert.HasCount(3, builder.Node("Clip", ScalarType.Float32, [x, null, x]).Producer!.Inputs);
        Assert.HasCount(1, builder.Node("Clip", ScalarType.Float32, [x, null, null]).Producer!.Inputs);
    }

    [TestMethod]
    public void What_no_output_needs_is_left_out() =>
        CollectionAssert.AreEqual(new[] { "ReduceMax" }, Operations(x => x.max(1, false).values));

    [TestMethod]
    public void Identities_are_left_out() =>
        CollectionAssert.AreEqual(
            new[] { "Exp" }, Operations(x => x.contiguous().detach().exp().to(ScalarType.Float32).clone().reshape(x.shape[0], 3)));

    [TestMethod]
    public void What_depends_on_no_input_is_computed_at_once() =>
        CollectionAssert.AreEqual(new[] { "Add" }, Operations(x => x + arange(3).to(ScalarType.Float32).exp().sum()));

    [TestMethod]
    public void A_reshape_with_one_free_size_needs_no_arithmetic() =>
        CollectionAssert.AreEqual(new[] { "Reshape" }, Operations(x => x.reshape(3, x.shape[0])));

    [TestMethod]
    public void Transpositions_that_follow_each_other_are_one()
    {
        CollectionAssert.AreEqual(new[] { "Exp", "Transpose" }, Operations(x => x.exp().transpose(0, 1).transpose(0, 1).transpose(0, 1)));
        OpTest.Check(x => x.permute(1, 2, 0).permute(2, 0, 1).permute(2, 1, 0).permute(1, 2, 0), n => randn(2, n, 3));
    }

    [TestMethod]
    public void Transpositions_that_undo_each_other_are_left_out()
    {
        CollectionAssert.AreEqual(new[] { "Exp", "Sin" }, Operations(x => x.exp().transpose(0, 1).transpose(1, 0).sin()));
        OpTest.Check(x => x.exp().permute(1, 2, 0).permute(2, 0, 1).sin(), n => randn(2, n, 3));
        OpTest.Check(x => x.transpose(0, 1).transpose(0, 1), n => randn(n, 3));
    }

    [TestMethod]
    public void An_input_that_is_an_output_stays_apart() => CollectionAssert.AreEqual(new[] { "Identity" }, Operations(x => x.detach()));

    [TestMethod]
    public void A_value_may_be_two_outputs()
    {
        var graph = OpTest.Lower((Expression<Func<Tensor, Tensor[]>>)(x => new[] { x.exp().detach(), x.exp() }), n => [randn(n, 3)]);
        CollectionAssert.AreEqual(new[] { "Exp", "Identity" }, graph.Nodes.Select(node => node.Operation).ToArray());
        CollectionAssert.AreEqual(new[] { "y0", "y1" }, graph.Outputs.Select(output => output.Value.Name).ToArray());
    }

    [TestMethod]
    public void A_computed_size_of_an_output_has_a_name()
    {
        var graph = OpTest.Lower(
            (Expression<Func<Tensor, Tensor>>)(x => nn.functional.pad(x, new long[] { 0, 0, 1, 2 }, TorchSharp.PaddingModes.Constant, 0)),
            n => [randn(n, 3)]);
        var shape = ModelProto.Parser.ParseFrom(GraphSerializer.Serialize(graph)).Graph.Output.Single().Type.TensorType.Shape;
        Assert.AreEqual("y0_0", shape.Dim[0].DimParam);
        Assert.AreEqual(3, shape.Dim[1].DimValue);
    }

    [TestMethod]
    public void Elements_are_written_in_row_major_order_little_endian()
    {
        using var scope = NewDisposeScope();
        CollectionAssert.AreEqual(
            new byte[] { 1, 0, 3, 0, 2, 0, 4, 1 }, GraphSerializer.Bytes(tensor(new short[,] { { 1, 2 }, { 3, 260 } }).t()));
    }

    private static string[] Operations(Expression<Func<Tensor, Tensor>> function) =>
        [.. OpTest.Lower(function, n => [randn(n, 3)]).Nodes.Select(node => node.Operation)];
}
