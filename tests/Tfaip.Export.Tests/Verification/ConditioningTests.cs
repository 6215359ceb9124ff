using Tfaip.Export.Graphs;
using Tfaip.Export.Lowering;
using Tfaip.Export.Lowering.Everything;
using Tfaip.Export.Requests;
using Tfaip.Export.Verification;
using Tfaip.Processors.Samples;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Verification;

/// <summary>Rounding of models that do not know their own answer better is no difference; faults are, however small.</summary>
[TestClass]
public sealed class ConditioningTests
{
    private const string Rows = "x: float32[batch, 8]";

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(4)]
    [DataRow(8)]
    public void Groups_of_few_elements_are_exported(long groups)
    {
        using var module = new Normalised(x => F.group_norm(x, groups));
        Export(module, Lowerings.All);
    }

    [TestMethod]
    public void Layers_of_nearly_equal_elements_keep_their_digits()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var module = new Plain(x => F.layer_norm(x, [64]));
        var result = OnnxExporter.Export(new ExportableModel { Module = module, Inputs = [TensorSpec.Parse("x: float32[batch, 64]")] });
        var x = (randn(3, 64) * 1e-2) + 50;
        using var session = new OnnxSession(result.Onnx.ToArray());
        var error = (session.Run([("x", x)], ["output"])[0].to(ScalarType.Float64) - F.layer_norm(x.to(ScalarType.Float64), [64])).abs()
            .max().item<double>();
        Assert.IsLessThan(2e-3, error);
    }

    [TestMethod]
    public void The_graph_comes_closer_to_the_truth_than_the_model_where_elements_are_nearly_equal()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var module = new Plain(x => F.instance_norm(x));
        var result = OnnxExporter.Export(
            new ExportableModel { Module = module, Inputs = [TensorSpec.Parse("x: float32[batch, 4, time]; time: 2..64")] });
        var x = (randn(3, 4, 32) * 1e-2) + 50;
        var truth = F.instance_norm(x.to(ScalarType.Float64));
        using var session = new OnnxSession(result.Onnx.ToArray());
        double Error(Tensor answer) => (answer.to(ScalarType.Float64) - truth).abs().max().item<double>();
        Assert.IsLessThan(1e-4, Error(session.Run([("x", x)], ["output"])[0]));
        Assert.IsGreaterThan(1e-4, Error(module.call(x)));
    }

    [TestMethod]
    public void Deviations_of_equal_elements_are_zero()
    {
        using var scope = NewDisposeScope();
        using var module = new Plain(x => x.std(1));
        var result = OnnxExporter.Export(
            new ExportableModel { Module = module, Inputs = [TensorSpec.Parse("x: float32[batch, time]; time: 2..64")] });
        using var session = new OnnxSession(result.Onnx.ToArray());
        Assert.AreEqual(0f, session.Run([("x", full(1, 61, 77.7f))], ["output"])[0].item<float>());
    }

    [TestMethod]
    public void A_planted_fault_in_the_constant_below_the_root_is_found() =>
        AssertFound(x => F.group_norm(x, 4), call => Norm(call, 4, 2e-5));

    [TestMethod]
    public void A_planted_fault_in_the_divisor_of_the_variance_is_found() =>
        AssertFound(x => F.group_norm(x, 4), call => Norm(call, 4, 1e-5, unbiased: true));

    [TestMethod]
    public void A_planted_offset_of_a_thousandth_is_found_where_all_elements_are_equal() =>
        AssertFound(x => F.group_norm(x, 8), call => call.Graph.Plus(Norm(call, 8, 1e-5), 1e-3));

    [TestMethod]
    public void Recorded_calls_that_do_something_else_than_the_model_excuse_nothing()
    {
        using var scope = NewDisposeScope();
        var program = Tests.Lowering.ExpressionRecorder.Record(
            (System.Linq.Expressions.Expression<Func<Tensor, Tensor>>)(x => F.group_norm(x, 4)), n => [randn(n, 8)], 2, 5);
        var sizes = new Dictionary<string, long> { ["n"] = 3 };
        var inputs = new[] { randn(3, 8) };
        var expected = F.group_norm(inputs[0], 4);
        Assert.IsGreaterThan(0, Conditioning.Of(program, inputs, sizes, 0, expected, new(1e-5, 1e-5)));
        Assert.AreEqual(0, Conditioning.Of(program, inputs, sizes, 0, expected + 1, new(1e-5, 1e-5)));
    }

    private static void AssertFound(Func<Tensor, Tensor> function, Func<LoweringCall, GraphValue> fault)
    {
        using var module = new Normalised(function);
        var message = Assert.ThrowsExactly<ExportException>(() =>
            Export(module, Lowerings.All.With(typeof(F), "group_norm", fault))).Message;
        StringAssert.Contains(message, "The first operation that differs is torch.nn.functional.group_norm(", StringComparison.Ordinal);
    }

    private static void Export(Module module, LoweringTable table) =>
        OnnxExporter.Export(new ExportableModel { Module = module, Inputs = [TensorSpec.Parse(Rows)] }, new ExportOptions(), table);

    // A group normalisation of rows, in operators of its own.
    private static GraphValue Norm(LoweringCall call, long groups, double epsilon, bool unbiased = false)
    {
        foreach (var name in new[] { "num_groups", "weight", "bias", "eps" }) call.Find(name);
        var (graph, width) = (call.Graph, 8 / groups);
        var grouped = graph.Same("Reshape", call.Self.Value, graph.Int64s(-1, groups, width));
        var centred = Moments.Centred(graph, grouped, [2]);
        var variance = graph.Reduce("ReduceMean", graph.Same("Mul", centred, centred), [2], keep: true);
        if (unbiased) variance = graph.Times(variance, width / (width - 1.0));
        return graph.Same("Reshape", graph.Same("Div", centred, graph.Same("Sqrt", graph.Plus(variance, epsilon))), graph.Int64s(-1, 8));
    }

    private sealed class Plain(Func<Tensor, Tensor> function) : Module<Tensor, Tensor>("net")
    {
        public override Tensor forward(Tensor input) => function(input);
    }

    private sealed class Normalised : Module<Tensor, Tensor>
    {
        private readonly Linear _linear = Linear(8, 8);
        private readonly Func<Tensor, Tensor> _function;

        public Normalised(Func<Tensor, Tensor> function)
            : base("net")
        {
            _function = function;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _function(_linear.call(input));
    }
}
