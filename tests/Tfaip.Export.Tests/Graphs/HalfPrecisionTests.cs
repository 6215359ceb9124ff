using Tfaip.Export.Graphs.Format;
using Tfaip.Export.Requests;
using Tfaip.Export.Tests.Tracing.Models;
using Tfaip.Export.Tracing.Recording;
using Tfaip.Export.Verification;
using Tfaip.Processors.Samples;
using static Tfaip.Export.Graphs.Format.TensorProto.Types;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Graphs;

/// <summary>Graphs in float16 take and give float32, hold halves, and are as close as halves can be.</summary>
[TestClass]
public sealed class HalfPrecisionTests
{
    private static readonly ExportOptions Half = new() { Precision = ExportPrecision.Float16 };

    [TestMethod]
    [DataRow("mlp")]
    [DataRow("residual convolution")]
    [DataRow("seq2seq encoder")]
    [DataRow("gpt")]
    [DataRow("bert")]
    [DataRow("u-net")]
    [DataRow("made in forward")]
    [DataRow("coordinate convolution")]
    [DataRow("masked mean")]
    [DataRow("best answers")]
    [DataRow("bidirectional lstm")]
    [DataRow("lstm with initial states")]
    [DataRow("lstm of three layers")]
    [DataRow("lstm of three layers, both ways, time first")]
    [DataRow("crnn")]
    public void Is_close_at_sizes_not_seen(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var model = Zoo.All[name]();
        var result = OnnxExporter.Export(model, Half);
        var proto = ModelProto.Parser.ParseFrom(result.Onnx.Span);
        var wide = proto.Graph.Initializer.Where(tensor => tensor.DataType == (int)DataType.Float).Select(tensor => tensor.Name)
            .ToHashSet();
        Assert.IsTrue(
            proto.Graph.Node.Where(node => node.Input.Any(wide.Contains)).All(node => node.OpType is "GRU" or "LSTM"),
            "only what recurrent layers read stays float32");
        Assert.IsTrue(proto.Graph.Input.Concat(proto.Graph.Output).All(value => value.Type.TensorType.ElemType != (int)DataType.Float16));

        model.Module.eval();
        using var gradients = no_grad();
        using var session = new OnnxSession(result.Onnx.ToArray());
        var sizes = model.Inputs.SelectMany(input => input.Shape).Select(size => size.Name).OfType<string>().Distinct()
            .Select((symbol, i) => (symbol, 21L + i)).ToDictionary();
        var inputs = RandomInputs.Create(model.Inputs, sizes, 5);
        var expected = Zoo.Run(model, [.. inputs.Select(input => input.clone())]);
        var actual = session.Run(
            [.. model.Inputs.Zip(inputs, (spec, tensor) => (spec.Name, tensor))], [.. result.Outputs.Select(output => output.Name)]);
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i].is_floating_point())
                Assert.IsNull(
                    TensorComparison.Compare(expected[i], actual[i], new Tolerance(2e-2, 2e-2).ScaledTo(expected[i])).Difference,
                    $"output {i}");
        }
    }

    [TestMethod]
    public void Recurrent_layers_with_others_between_them()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var (first, norm, second, gru) = (
            nn.LSTM(6, 8, batchFirst: true),
            nn.LayerNorm(8),
            nn.LSTM(8, 5, bidirectional: true, batchFirst: true),
            nn.GRU(10, 4, batchFirst: true));
        foreach (var layer in new nn.Module[] { first, norm, second, gru }) layer.eval();
        var result = OnnxExporter.Export(
            new()
            {
                Module = new Holder(first, norm, second, gru),
                Forward = x =>
                {
                    var (output, state, _) = second.call(norm.call(first.call(x[0]).Item1));
                    return [gru.call(output).Item1, state.tanh()];
                },
                Inputs = [TensorSpec.Parse("x: float32[batch, time, 6]")],
            },
            Half);
        var graph = ModelProto.Parser.ParseFrom(result.Onnx.Span).Graph;
        Assert.IsGreaterThan(0, graph.Node.Count(node => node.OpType == "LayerNormalization"));
        var wide = graph.Node.Where(node => node.OpType is "LSTM" or "GRU").SelectMany(node => node.Output).ToHashSet();
        Assert.IsTrue(
            graph.Node.Where(node => node.OpType is "Squeeze" or "Transpose" && node.Input.Any(wide.Contains)).Any(),
            "what only arranges stays in float32 too");
    }

    private sealed class Holder : nn.Module
    {
        public Holder(params nn.Module[] layers)
            : base("holder")
        {
            for (var i = 0; i < layers.Length; i++) register_module($"layer{i}", layers[i]);
        }
    }

    [TestMethod]
    public void Numbers_beyond_halves_are_refused()
    {
        using var module = nn.Identity();
        var model = new ExportableModel
        {
            Module = module,
            Forward = inputs => [inputs[0] * 1e4 + 1e5],
            Inputs = [TensorSpec.Parse("x: float32[batch, 3]")]
        };
        OnnxExporter.Export(model);
        var error = Assert.ThrowsExactly<ExportException>(() => OnnxExporter.Export(model, Half));
        Assert.StartsWith("The graph differs from the model at batch=1 in 'output': ", error.Message);
        Assert.EndsWith(
            ". In float32 the graph agrees: float16 is too coarse for this model, or its numbers are too large for it. Export it in "
            + "float32, or allow a larger difference.", error.Message);
    }
}
