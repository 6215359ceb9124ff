using System.Runtime.CompilerServices;
using Tfaip.Export.Graphs.Format;
using Tfaip.Export.Lowering;
using Tfaip.Export.Lowering.Everything;
using Tfaip.Export.Requests;
using Tfaip.Export.Tests.Tracing.Models;
using Tfaip.Export.Verification;
using Tfaip.Processors.Samples;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests;

[TestClass]
public sealed class OnnxExporterTests
{
    private static readonly TensorSpec Rows = TensorSpec.Parse("x: float32[batch, 6]");

    [TestMethod]
    public void An_if_over_values_is_refused_with_its_line()
    {
        using var model = new BranchOnValues();
        var exception = Assert.ThrowsExactly<ExportException>(() => OnnxExporter.Export(Of(model)));
        Assert.AreEqual(
            $"""
            {Shown(exception)}:{BranchOnValues.Line}: Tensor.item<float>() takes the values of a tensor into .NET, and what follows from them would be fixed in the graph as it was in the recording. Keep them in tensors: torch.where instead of if, tensor operations instead of .NET arithmetic.
            """,
            exception.Message);
        Assert.AreEqual(BranchOnValues.Line, exception.Line);
    }

    [TestMethod]
    public void A_method_without_a_lowering_is_refused_with_its_line()
    {
        using var model = new Unsupported();
        var exception = Assert.ThrowsExactly<ExportException>(() => OnnxExporter.Export(Of(model)));
        Assert.AreEqual(
            $"""
            {Shown(exception)}:{Unsupported.Line}: Tensor.erfinv() has no ONNX lowering: ONNX has no operator for it. Compute it outside of the model, or pass the result in as an input.
            """,
            exception.Message);
    }

    [TestMethod]
    public void A_wrong_lowering_is_caught_and_named()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var model = new Mlp();
        var wrong = Lowerings.All.With(typeof(F), "leaky_relu", call =>
        {
            call.Find("negative_slope");
            return call.Graph.Node("LeakyRelu", call.Self.Type, [call.Self.Value], ("alpha", 0.5));
        });
        var exception = Assert.ThrowsExactly<ExportException>(() => OnnxExporter.Export(Of(model), new ExportOptions(), wrong));
        StringAssert.Matches(
            exception.Message,
            new(
                $@"^{System.Text.RegularExpressions.Regex.Escape(Shown(exception))}:{Mlp.Line}: "
                + @"The graph differs from the model at batch=1 in 'output': \d+ of 3 elements, the worst at \[0, \d\]: "
                + @"the graph gives [-\d.E]+, the model [-\d.E]+\. The first operation that differs is "
                + @"torch\.nn\.functional\.leaky_relu\(Tensor, double, bool\): "
                + @"\d+ of 8 elements, the worst at \[0, \d\]: the graph gives [-\d.E]+, the model [-\d.E]+\. "
                + @"This is a fault of the exporter; until it is mended, write this operation differently\.$"));
    }

    [TestMethod]
    public void What_ONNX_Runtime_does_not_run_is_refused_with_its_line()
    {
        using var model = new DoubleConvolution();
        var exception = Assert.ThrowsExactly<ExportException>(() => OnnxExporter.Export(Of(model, "x: float64[batch, 2, 8]")));
        StringAssert.StartsWith(
            exception.Message,
            $"{Shown(exception)}:{DoubleConvolution.Line}: ONNX Runtime does not run the graph, because of Conv in 'convolution/Conv': ",
            StringComparison.Ordinal);
        StringAssert.EndsWith(exception.Message, " Use another element type or other operations there.", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_model_that_takes_no_other_size_is_refused()
    {
        using var model = new Picky();
        var exception = Assert.ThrowsExactly<ExportException>(() => OnnxExporter.Export(Of(model)));
        StringAssert.Contains(exception.Message, "shape '[4, 6]' is invalid", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Nothing_is_written_when_a_model_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "net.onnx");
            File.WriteAllText(path, "old");
            using var model = new BranchOnValues();
            Assert.ThrowsExactly<ExportException>(() => OnnxExporter.Export(model, path, [Rows]));
            CollectionAssert.AreEqual(new[] { path }, Directory.GetFileSystemEntries(folder.FullName));
            Assert.AreEqual("old", File.ReadAllText(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void A_file_is_replaced_as_a_whole()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "net.onnx");
            File.WriteAllText(path, "old");
            using var model = new Mlp();
            OnnxExporter.Export(model, path, [Rows]);
            CollectionAssert.AreEqual(new[] { path }, Directory.GetFileSystemEntries(folder.FullName));
            using var session = new OnnxSession(File.ReadAllBytes(path));
            using var scope = NewDisposeScope();
            CollectionAssert.AreEqual(new long[] { 9, 3 }, session.Run([("x", randn(9, 6))], ["output"])[0].shape);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void The_same_model_gives_the_same_bytes_and_the_same_verdict()
    {
        using var model = new Mlp();
        var (one, other) = (OnnxExporter.Export(Of(model)), OnnxExporter.Export(Of(model)));
        CollectionAssert.AreEqual(one.Onnx.ToArray(), other.Onnx.ToArray());
        CollectionAssert.AreEqual(one.Verification.Outputs.ToArray(), other.Verification.Outputs.ToArray());
        CollectionAssert.AreEqual(one.Verification.Sizes.ToArray(), other.Verification.Sizes.ToArray());
    }

    [TestMethod]
    public void The_graph_says_where_each_part_comes_from()
    {
        using var model = new Mlp();
        var result = OnnxExporter.Export(Of(model));
        var proto = ModelProto.Parser.ParseFrom(result.Onnx.Span);

        CollectionAssert.AreEqual(
            new[] { "first.weight", "first.bias", "second.weight", "second.bias" },
            proto.Graph.Initializer.Select(tensor => tensor.Name).ToArray());
        CollectionAssert.AreEqual(
            new[]
            {
                $"first/Gemm OnnxExporterTests.cs:{Mlp.Line - 1}",
                $"LeakyRelu OnnxExporterTests.cs:{Mlp.Line}",
                $"second/Gemm OnnxExporterTests.cs:{Mlp.Line + 1}"
            },
            proto.Graph.Node.Select(node => $"{node.Name} {node.DocString}").ToArray());
        Assert.AreEqual("tfaip", proto.ProducerName);
        Assert.AreEqual(18, proto.OpsetImport.Single().Version);
        Assert.AreEqual("batch", proto.Graph.Input.Single().Type.TensorType.Shape.Dim[0].DimParam);
        Assert.AreEqual("output: float32[batch, 3]", result.Outputs.Single().ToString());
    }

    [TestMethod]
    public void Shared_weights_are_stored_once()
    {
        using var model = new Tied();
        var proto = ModelProto.Parser.ParseFrom(OnnxExporter.Export(Of(model, "ids: int64[batch, time] in 0..8")).Onnx.Span);
        Assert.AreEqual(1, proto.Graph.Initializer.Count(tensor => tensor.Dims.Aggregate(1L, (a, b) => a * b) == 9 * 4));
    }

    [TestMethod]
    public void Recurrent_weights_are_stored_once_however_many_steps_there_are()
    {
        using var scope = NewDisposeScope();
        var cell = nn.GRUCell(10, 20);
        var result = OnnxExporter.Export(new()
        {
            Module = cell,
            Forward = x => [cell.call(x[0][2], cell.call(x[0][1], cell.call(x[0][0], x[1])))],
            Inputs = [TensorSpec.Parse("x: float32[3, batch, 10]"), TensorSpec.Parse("h: float32[batch, 20]")],
        });
        var graph = ModelProto.Parser.ParseFrom(result.Onnx.Span).Graph;
        Assert.AreEqual(3, graph.Node.Count(node => node.OpType == "GRU"));
        Assert.AreEqual(
            cell.parameters().Sum(parameter => parameter.numel() * 4),
            graph.Initializer.Where(tensor => tensor.RawData.Length > 100).Sum(tensor => tensor.RawData.Length));
    }

    [TestMethod]
    public void A_table_with_a_largest_norm_stays_as_it_is()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        TensorSpec[] ids = [TensorSpec.Parse("x: int64[batch, 5] in 0..29")];
        var (table, bag) = (nn.Embedding(30, 8, max_norm: 0.5), nn.EmbeddingBag(30, 8, max_norm: 0.5));
        var (rows, bags) = (table.weight!.clone(), bag.weight!.clone());
        OnnxExporter.Export(new() { Module = nn.Sequential(table), Inputs = ids });
        OnnxExporter.Export(new() { Module = bag, Forward = x => [bag.call(x[0])], Inputs = ids });
        Assert.IsTrue(table.weight!.Equals(rows));
        Assert.IsTrue(bag.weight!.Equals(bags));
    }

    [TestMethod]
    public void Modules_stay_in_the_modes_that_they_were_in()
    {
        using var model = new Mlp();
        model.train();
        model.Second.eval();
        OnnxExporter.Export(Of(model));
        Assert.IsTrue(model.training);
        Assert.IsFalse(model.Second.training);
    }

    [TestMethod]
    public void The_random_generator_stays_as_it_is()
    {
        using var scope = NewDisposeScope();
        using var model = new Mlp();
        manual_seed(5);
        var expected = rand(1).item<float>();
        manual_seed(5);
        OnnxExporter.Export(Of(model));
        Assert.AreEqual(expected, rand(1).item<float>());
    }

    [TestMethod]
    [DataRow(17, 8)]
    [DataRow(19, 9)]
    [DataRow(21, 10)]
    [DataRow(23, 11)]
    [DataRow(24, 12)]
    [DataRow(26, 13)]
    public void Other_operator_sets(int opset, int format)
    {
        using var scope = NewDisposeScope();
        foreach (var name in new[]
        {
            "residual convolution", "squeeze-excite", "channel and spatial attention", "gpt", "series features", "bidirectional lstm",
            "detection head"
        })
        {
            var result = OnnxExporter.Export(Zoo.All[name](), new ExportOptions { Opset = opset });
            var proto = ModelProto.Parser.ParseFrom(result.Onnx.Span);
            Assert.AreEqual((opset, format), (proto.OpsetImport.Single().Version, proto.IrVersion));
            Assert.IsTrue(
                proto.Graph.Initializer.All(tensor => proto.Graph.Node.Any(node => node.Input.Contains(tensor.Name))),
                "every initialiser is read");
        }
    }

    [TestMethod]
    public void An_operator_set_that_is_not_supported_is_refused()
    {
        using var model = new Mlp();
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => OnnxExporter.Export(Of(model), new ExportOptions { Opset = 12 }));
    }

    [TestMethod]
    public void Equal_names_of_inputs_and_outputs_are_refused()
    {
        using var model = new Mlp();
        var exception = Assert.ThrowsExactly<ExportException>(
            () => OnnxExporter.Export(new() { Module = model, Inputs = [Rows], OutputNames = ["x"] }));
        Assert.AreEqual(
            "Two inputs or outputs are called 'x'. Give each a name of its own: --names, or OutputNames in a program, names "
            + "the outputs in order.", exception.Message);
    }

    private static ExportableModel Of(nn.Module module, string input = "x: float32[batch, 6]") =>
        new() { Module = module, Inputs = [TensorSpec.Parse(input)] };

    // The file of this test as messages show it, which depends on the working directory.
    private static string Shown(ExportException exception)
    {
        Assert.AreEqual("OnnxExporterTests.cs", Path.GetFileName(exception.File));
        return exception.File!;
    }

    private static int Next([CallerLineNumber] int line = 0) => line;

    private sealed class BranchOnValues : nn.Module<Tensor, Tensor>
    {
        public static readonly int Line = Next() + 5;

        public BranchOnValues()
            : base(nameof(BranchOnValues)) => RegisterComponents();

        public override Tensor forward(Tensor x) => x.sum().item<float>() > 0 ? x * 2 : x;
    }

    private sealed class Unsupported : nn.Module<Tensor, Tensor>
    {
        public static readonly int Line = Next() + 5;

        public Unsupported()
            : base(nameof(Unsupported)) => RegisterComponents();

        public override Tensor forward(Tensor x) => (x.tanh() * 0.5f).erfinv();
    }

    private sealed class Mlp : nn.Module<Tensor, Tensor>
    {
        public static readonly int Line = Next() + 14;

        private readonly Linear first = nn.Linear(6, 8);
        private readonly Linear second = nn.Linear(8, 3);

        public Mlp()
            : base(nameof(Mlp)) => RegisterComponents();

        public Linear Second => second;

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var hidden = first.call(x);
            hidden = F.leaky_relu(hidden, 0.1);
            return second.call(hidden).MoveToOuterDisposeScope();
        }
    }

    private sealed class DoubleConvolution : nn.Module<Tensor, Tensor>
    {
        public static readonly int Line = Next() + 7;

        private readonly Conv1d convolution = nn.Conv1d(2, 2, 3, dtype: ScalarType.Float64);

        public DoubleConvolution()
            : base(nameof(DoubleConvolution)) => RegisterComponents();

        public override Tensor forward(Tensor x) => convolution.call(x);
    }

    private sealed class Picky : nn.Module<Tensor, Tensor>
    {
        public Picky()
            : base(nameof(Picky)) => RegisterComponents();

        public override Tensor forward(Tensor x) => x.reshape(4, 6);
    }

    private sealed class Tied : nn.Module<Tensor, Tensor>
    {
        private readonly Embedding embedding = nn.Embedding(9, 4);

        public Tied()
            : base(nameof(Tied)) => RegisterComponents();

        public override Tensor forward(Tensor ids) => embedding.call(ids).matmul(embedding.weight!.t());
    }
}
