using Tfaip.Export.Graphs;
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
            [single ? graph.Unsqueeze(logarithms, 0) : logarithms, single ? graph.Unsqueeze(loss.Second.Value, 0) : loss.Second.Value, loss.Weight()?.Value],
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
        if (OnnxTypes.IsFloat(loss.Second.Type)) return Probabilities(loss, logarithms, axis, smoothing);
        if (smoothing == 0) return NegativeLogLikelihood(loss, logarithms, ignored);
        throw loss.Call.Refuse("label smoothing of classes is for training", "Leave it out in evaluation, or give the smoothed probabilities.");
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
            terms = graph.Same("Mul", terms, graph.Unsqueeze(weight.Value, [.. Enumerable.Range(1, (int)(input.Rank - 1 - axis)).Select(i => (long)i)]));
        }

        var losses = graph.Same("Neg", graph.Reduce("ReduceSum", terms, [axis], keep: false));
        return loss.Reduced(losses);
    }
}
