using Tfaip.Export.Graphs;
using Tfaip.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>Activation functions, as methods, functions and layers.</summary>
internal static class Activations
{
    public static void Register(LoweringTable table)
    {
        table.Methods("relu", call => Relu(call.Graph, call.Self.Value));
        table.Layer<ReLU>((call, _) => Relu(call.Graph, call.Self.Value));
        table.Methods("relu6", call => Clip(call.Graph, call.Self.Value, 0, 6));
        table.Layer<ReLU6>((call, _) => Clip(call.Graph, call.Self.Value, 0, 6));
        table.Methods("leaky_relu", call => LeakyRelu(call.Graph, call.Self.Value, call.Real("negative_slope")));
        table.Layer<LeakyReLU>((call, layer) => LeakyRelu(call.Graph, call.Self.Value, layer.negative_slope));
        table.Methods("elu", Elu);
        table.Layer<ELU>((call, layer) => Elu(call.Graph, call.Self.Value, layer.alpha));
        table.Methods("selu", call => call.Graph.Same("Selu", call.Self.Value));
        table.Layer<SELU>((call, _) => call.Graph.Same("Selu", call.Self.Value));
        table.Methods("celu", call => Celu(call.Graph, call.Self.Value, call.OptionalReal("alpha") ?? 1));
        table.Layer<CELU>((call, layer) => Celu(call.Graph, call.Self.Value, layer.alpha));
        table.Methods(
            "gelu", call => Gelu(call.Graph, call.Self.Value, call.Constant<GELU.Approximate>("approximate") ?? GELU.Approximate.none));
        table.Layer<GELU>((call, layer) => Gelu(call.Graph, call.Self.Value, layer.approximate));
        table.Methods("silu SiLU", call => Silu(call.Graph, call.Self.Value));
        table.Layer<SiLU>((call, _) => Silu(call.Graph, call.Self.Value));
        table.Methods("mish Mish", call => Mish(call.Graph, call.Self.Value));
        table.Layer<Mish>((call, _) => Mish(call.Graph, call.Self.Value));
        table.Methods("sigmoid expit", call => call.Graph.Same("Sigmoid", Floating(call)));
        table.Layer<Sigmoid>((call, _) => call.Graph.Same("Sigmoid", Floating(call)));
        table.Methods("tanh", call => call.Graph.Same("Tanh", Floating(call)));
        table.Layer<Tanh>((call, _) => call.Graph.Same("Tanh", Floating(call)));
        table.Methods("hardtanh Hardtanh", call => HardTanh(call, call.Real("min_val", "min"), call.Real("max_val", "max")));
        table.Layer<Hardtanh>((call, layer) => HardTanh(call, layer.min_val, layer.max_val));
        table.Methods("hardsigmoid", call => HardSigmoid(call.Graph, call.Self.Value));
        table.Layer<Hardsigmoid>((call, _) => HardSigmoid(call.Graph, call.Self.Value));
        table.Methods("hardswish", call => call.Graph.Same("HardSwish", call.Self.Value));
        table.Layer<Hardswish>((call, _) => call.Graph.Same("HardSwish", call.Self.Value));
        table.Methods("softplus", call => Softplus(call.Graph, call.Self.Value, call.Real("beta"), call.Real("threshold")));
        table.Layer<Softplus>((call, layer) => Softplus(call.Graph, call.Self.Value, layer.beta, layer.threshold));
        table.Methods("softsign", call => call.Graph.Same("Softsign", call.Self.Value));
        table.Layer<Softsign>((call, _) => call.Graph.Same("Softsign", call.Self.Value));
        table.Methods("logsigmoid log_sigmoid", call => LogSigmoid(call.Graph, call.Self.Value));
        table.Layer<LogSigmoid>((call, _) => LogSigmoid(call.Graph, call.Self.Value));
        table.Methods("tanhshrink", call => call.Graph.Same("Sub", call.Self.Value, call.Graph.Same("Tanh", call.Self.Value)));
        table.Layer<Tanhshrink>((call, _) => call.Graph.Same("Sub", call.Self.Value, call.Graph.Same("Tanh", call.Self.Value)));
        table.Methods("glu", call => Glu(call, call.Integer("dim")));
        table.Layer<GLU>((call, layer) => Glu(call, layer.dim));
        table.Methods("prelu", call => Prelu(call, call.Tensor("weight", "target")));
        table.Layer<PReLU>((call, layer) => Prelu(call, call.Parameter(layer.weight, "weight")));
        table.Methods("softmax", call => Softmax(call, "Softmax", call.Integer("dim"), Typed(call)));
        table.Layer<Softmax>((call, layer) => Softmax(call, "Softmax", layer.dim, call.Self.Value));
        table.Layer<Softmax2d>((call, _) => Softmax(call, "Softmax", -3, call.Self.Value));
        table.Methods("log_softmax", call => Softmax(call, "LogSoftmax", call.Integer("dim"), Typed(call)));
        table.Layer<LogSoftmax>((call, layer) => Softmax(call, "LogSoftmax", layer.dim, call.Self.Value));
        table.Methods("softmax2d", call => Softmax(call, "Softmax", -3, call.Self.Value));
        table.Methods("softmin", call => Softmax(call, "Softmax", call.Integer("dim"), call.Graph.Same("Neg", call.Self.Value)));
        table.Methods("threshold Threshold", call => Threshold(call, call.Real("threshold"), call.Real("value")));
        table.Layer<Threshold>((call, layer) => Threshold(call, layer.threshold, layer.value));
        table.Methods("hardshrink Hardshrink", call => Shrink(call, call.OptionalReal("lambda") ?? 0.5, 0));
        table.Layer<Hardshrink>((call, layer) => Shrink(call, layer.lambda, 0));
        table.Methods(
            "softshrink Softshrink", call => Shrink(call, call.OptionalReal("lambda") ?? 0.5, call.OptionalReal("lambda") ?? 0.5));
        table.Layer<Softshrink>((call, layer) => Shrink(call, layer.lambda, layer.lambda));
        table.Methods("rrelu", call => LeakyRelu(call.Graph, call.Self.Value, (call.Real("lower") + call.Real("upper")) / 2));
        table.Layer<RReLU>((call, layer) => LeakyRelu(call.Graph, call.Self.Value, (layer.lower + layer.upper) / 2));
        table.Methods("Softsign", call => call.Graph.Same("Softsign", call.Self.Value));
        table.Methods("Tanhshrink", call => call.Graph.Same("Sub", call.Self.Value, call.Graph.Same("Tanh", call.Self.Value)));
        table.Layer<Softmin>((call, layer) => Softmax(call, "Softmax", layer.dim, call.Graph.Same("Neg", call.Self.Value)));
    }

    /// <summary>The numerically stable softmax along an axis.</summary>
    public static GraphValue Softmax(LoweringCall call, string operation, long dimension, GraphValue value) =>
        call.Graph.Node(operation, value.Type, [value], ("axis", call.Self.Axis(dimension)));

    private static GraphValue Floating(LoweringCall call) => call.Graph.Cast(call.Self.Value, call.ResultType);

    // `dtype` is the type to convert to before.
    private static GraphValue Typed(LoweringCall call)
    {
        call.Find("dtype");
        return Floating(call);
    }

    private static GraphValue Relu(GraphBuilder graph, GraphValue x) => TorchTypes.IsFloat(x.Type)
        ? graph.Same("Relu", x)
        : graph.Cast(graph.Same("Max", graph.Cast(x, Arithmetic.Wide(x.Type)), graph.Scalar(0L, Arithmetic.Wide(x.Type))), x.Type);

    private static GraphValue LeakyRelu(GraphBuilder graph, GraphValue x, double slope) =>
        graph.Node("LeakyRelu", x.Type, [x], ("alpha", slope));

    private static GraphValue Elu(LoweringCall call)
    {
        if ((call.OptionalReal("scale") ?? 1) != 1 || (call.OptionalReal("input_scale") ?? 1) != 1)
        {
            throw call.Refuse("its scales are not 1", "Scale the input and the output yourself.");
        }

        return Elu(call.Graph, call.Self.Value, call.OptionalReal("alpha") ?? 1);
    }

    private static GraphValue Elu(GraphBuilder graph, GraphValue x, double alpha) => graph.Node("Elu", x.Type, [x], ("alpha", alpha));

    private static GraphValue Celu(GraphBuilder graph, GraphValue x, double alpha) => graph.Node("Celu", x.Type, [x], ("alpha", alpha));

    // TorchSharp's hardtanh computes the result, drops it and returns its argument; only the in-place one bounds anything. The graph
    // does what the model does.
    private static GraphValue HardTanh(LoweringCall call, double low, double high) =>
        call.InPlace ? Clip(call.Graph, call.Self.Value, low, high) : call.Self.Value;

    private static GraphValue Clip(GraphBuilder graph, GraphValue x, double low, double high) =>
        graph.Same("Clip", x, graph.Scalar(low, x.Type), graph.Scalar(high, x.Type));

    private static GraphValue Threshold(LoweringCall call, double threshold, double value)
    {
        var (graph, x) = (call.Graph, call.Self.Value);
        return graph.Where(graph.Test("LessOrEqual", x, graph.Scalar(threshold, x.Type)), graph.Scalar(value, x.Type), x);
    }

    private static GraphValue Shrink(LoweringCall call, double threshold, double bias) =>
        call.Graph.Node("Shrink", call.Self.Type, [call.Self.Value], ("lambd", threshold), ("bias", bias));

    private static GraphValue HardSigmoid(GraphBuilder graph, GraphValue x) =>
        graph.Node("HardSigmoid", x.Type, [x], ("alpha", 1.0 / 6), ("beta", 0.5));

    private static GraphValue Silu(GraphBuilder graph, GraphValue x) => graph.Same("Mul", x, graph.Same("Sigmoid", x));

    private static GraphValue Mish(GraphBuilder graph, GraphValue x) => graph.Same("Mul", x, graph.Same("Tanh", graph.Same("Softplus", x)));

    private static GraphValue LogSigmoid(GraphBuilder graph, GraphValue x) =>
        graph.Same("Neg", graph.Same("Softplus", graph.Same("Neg", x)));

    /// <summary>GELU, written as ONNX Runtime's fusion looks for it where the operator set has no operator for it.</summary>
    public static GraphValue Gelu(GraphBuilder graph, GraphValue x, GELU.Approximate approximate)
    {
        if (graph.Opset >= 20)
            return graph.Node("Gelu", x.Type, [x], ("approximate", approximate == GELU.Approximate.tanh ? "tanh" : "none"));

        GraphValue Number(double value) => graph.Scalar(value, x.Type);
        if (approximate == GELU.Approximate.none)
        {
            var erf = graph.Same("Erf", graph.Same("Div", x, Number(Math.Sqrt(2))));
            return graph.Same("Mul", graph.Same("Mul", x, graph.Same("Add", erf, Number(1))), Number(0.5));
        }

        var cube = graph.Same("Mul", graph.Same("Mul", x, graph.Same("Mul", x, x)), Number(0.044715));
        var inner = graph.Same("Mul", graph.Same("Add", x, cube), Number(Math.Sqrt(2 / Math.PI)));
        return graph.Same("Mul", graph.Same("Mul", x, Number(0.5)), graph.Same("Add", graph.Same("Tanh", inner), Number(1)));
    }

    private static GraphValue Softplus(GraphBuilder graph, GraphValue x, double beta, double threshold)
    {
        var scaled = graph.Times(x, beta);
        var soft = graph.Times(graph.Same("Softplus", scaled), 1 / beta);

        // Above 20 the function is the identity to the last digit of float32; a lower threshold shows.
        return threshold >= 20
            ? soft
            : graph.Node("Where", x.Type, [graph.Node("Greater", ScalarType.Bool, [scaled, graph.Scalar(threshold, x.Type)]), x, soft]);
    }

    private static GraphValue Glu(LoweringCall call, long dimension)
    {
        var axis = call.Self.Axis(dimension);
        var half = call.Graph.Vector([call.Result.Shape[(int)axis], call.Result.Shape[(int)axis]]);
        var parts = call.Graph.NodeOutputs("Split", [call.Self.Type, call.Self.Type], [call.Self.Value, half], ("axis", axis));
        return call.Graph.Same("Mul", parts[0], call.Graph.Same("Sigmoid", parts[1]));
    }

    // One slope for each channel lies along axis 1; ONNX broadcasts from the back.
    private static GraphValue Prelu(LoweringCall call, Operand weight)
    {
        var slope = weight.Value;
        if (weight.Rank == 1 && call.Self.Rank > 2)
            slope = call.Graph.Unsqueeze(slope, [.. Enumerable.Range(1, call.Self.Rank - 2).Select(axis => (long)axis)]);
        return call.Graph.Same("PRelu", call.Self.Value, slope);
    }
}
