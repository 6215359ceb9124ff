using Tfaip.Export.Graphs;
using Tfaip.Torch;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Lowering.Losses;

/// <summary>Losses between the probabilities of classes, in axis 1, and the class or the probabilities that are right.</summary>
internal static class ClassLosses
{
    /// <summary>The negative logarithm of the probability of the right class.</summary>
    public static GraphValue NegativeLogLikelihood(LossCall loss, GraphValue logarithms, long ignored)
    {
        var graph = loss.Graph;
        var reduction = loss.Reduction switch { Reduction.Mean => "mean", Reduction.Sum => "sum", _ => "none" };
        var single = loss.Input.Rank == 1;
        var value = graph.Node(
            "NegativeLogLikelihoodLoss",
            loss.Input.Type,
            [
                single ? graph.Unsqueeze(logarithms, 0) : logarithms,
                single ? graph.Unsqueeze(loss.Second.Value, 0) : loss.Second.Value,
                loss.Weight()?.Value
            ],
            ("ignore_index", ignored), ("reduction", reduction));
        return single && reduction == "none" ? graph.Squeeze(value, 0) : value;
    }

    /// <summary>The cross entropy of the softmax.</summary>
    public static GraphValue CrossEntropy(LossCall loss)
    {
        var (graph, input) = (loss.Graph, loss.Input);
        var axis = input.Rank == 1 ? 0L : 1L;
        var (smoothing, ignored) = (loss.Real("label_smoothing"), loss.Integer("ignore_index") ?? -100);
        var logarithms = graph.Node("LogSoftmax", input.Type, [input.Value], ("axis", axis));
        if (TorchTypes.IsFloat(loss.Second.Type)) return Probabilities(loss, logarithms, axis, smoothing);
        if (smoothing == 0) return NegativeLogLikelihood(loss, logarithms, ignored);
        throw loss.Call.Refuse(
            "label smoothing of classes is for training", "Leave it out in evaluation, or give the smoothed probabilities.");
    }

    /// <summary>
    /// How far the classes that are right are not above each of the others by a margin of one. Right are those that are listed before the
    /// first negative number, each as often as it is listed.
    /// </summary>
    public static GraphValue MultiLabelMargin(LossCall loss)
    {
        var (graph, input, axis) = (loss.Graph, loss.Input, loss.Input.Rank - 1L);
        var zero = graph.Scalar(0L, ScalarType.Int64);
        var listed = graph.Cast(loss.Second.Value, ScalarType.Int64);
        var ends = graph.Same(
            "CumSum", graph.Cast(graph.Test("Less", listed, zero), ScalarType.Int64), graph.Scalar(axis, ScalarType.Int64));
        var counts = graph.Unsqueeze(graph.Test("Equal", ends, zero), axis + 1);

        // [..., listed, classes]
        var places = graph.Same("Max", listed, zero);
        var isOwn = graph.Test("And", counts, graph.Test("Equal", graph.Unsqueeze(places, axis + 1), graph.Range(input.Shape[(int)axis])));
        var isRight = graph.Cast(graph.Reduce("ReduceMax", graph.Cast(isOwn, ScalarType.Int64), [axis], keep: true), ScalarType.Bool);
        var right = graph.Unsqueeze(graph.Node("GatherElements", input.Type, [input.Value, places], ("axis", axis)), axis + 1);
        var margin = graph.Same("Relu", graph.Plus(graph.Same("Sub", graph.Unsqueeze(input.Value, axis), right), 1));
        var compared = graph.Test("And", counts, graph.Test("Not", isRight));
        var sum = graph.Reduce("ReduceSum", graph.Where(compared, margin, loss.Number(0)), [axis, axis + 1], keep: false);
        return graph.Same("Div", sum, graph.Number(input.Shape[(int)axis], input.Type));
    }

    private static GraphValue Probabilities(LossCall loss, GraphValue logarithms, long axis, double smoothing)
    {
        var (graph, input, target) = (loss.Graph, loss.Input, loss.Target);
        if (smoothing > 0)
        {
            var share = graph.Same("Div", loss.Number(smoothing), graph.Number(input.Shape[(int)axis], input.Type));
            target = graph.Same("Add", graph.Times(target, 1 - smoothing), share);
        }

        var terms = graph.Same("Mul", target, logarithms);
        if (loss.Weight() is { } weight)
        {
            terms = graph.Same(
                "Mul", terms, graph.Unsqueeze(weight.Value, [.. Enumerable.Range(1, (int)(input.Rank - 1 - axis)).Select(i => (long)i)]));
        }

        var losses = graph.Same("Neg", graph.Reduce("ReduceSum", terms, [axis], keep: false));
        return loss.Reduced(losses);
    }
}
