using Tfaip.Export.Graphs;
using TorchSharp.Modules;

namespace Tfaip.Export.Lowering.Losses;

/// <summary>Losses between tensors, element by element, which models also use as scores.</summary>
internal static class LossFunctions
{
    public static void Register(LoweringTable table)
    {
        Add<MSELoss>(table, "mse_loss", loss => loss.Reduced(Square(loss.Graph, Difference(loss))));
        Add<L1Loss>(table, "l1_loss", loss => loss.Reduced(loss.Graph.Same("Abs", Difference(loss))));
        Add<SmoothL1Loss>(
            table, "smooth_l1_loss", loss => loss.Reduced(loss.Graph.Times(Huber(loss, loss.Real("beta")), 1 / loss.Real("beta"))));
        Add<HuberLoss>(table, "huber_loss", loss => loss.Reduced(Huber(loss, loss.Real("delta"))));
        Add<BCELoss>(table, "binary_cross_entropy", loss => loss.Reduced(Weighted(loss, BinaryCrossEntropy(loss))));
        Add<BCEWithLogitsLoss>(
            table, "binary_cross_entropy_with_logits", loss => loss.Reduced(Weighted(loss, BinaryCrossEntropyWithLogits(loss))));
        Add<KLDivLoss>(table, "kl_div", loss => loss.Reduced(Divergence(loss)));
        Add<PoissonNLLLoss>(table, "poisson_nll_loss", loss => loss.Reduced(Poisson(loss)));
        Add<GaussianNLLLoss>(table, "gaussian_nll_loss", Gaussian);
        Add<SoftMarginLoss>(table, "soft_margin_loss", loss => loss.Reduced(SoftMargin(loss)));
        Add<HingeEmbeddingLoss>(table, "hinge_embedding_loss", loss => loss.Reduced(HingeEmbedding(loss)));
        Add<MarginRankingLoss>(table, "margin_ranking_loss", loss => loss.Reduced(MarginRanking(loss)));
        Add<CosineEmbeddingLoss>(table, "cosine_embedding_loss", loss => loss.Reduced(CosineEmbedding(loss)));
        Add<TripletMarginLoss>(table, "triplet_margin_loss", loss => loss.Reduced(TripletMargin(loss)));
        Add<MultiLabelSoftMarginLoss>(table, "multilabel_soft_margin_loss", loss => loss.Reduced(MultiLabelSoftMargin(loss)));
        Add<MultiMarginLoss>(table, "multi_margin_loss", loss => loss.Reduced(MultiMargin(loss)));
        Add<MultiLabelMarginLoss>(table, "multi_label_margin_loss", loss => loss.Reduced(ClassLosses.MultiLabelMargin(loss)));
        Add<NLLLoss>(table, "nll_loss", loss => ClassLosses.NegativeLogLikelihood(loss, loss.Input.Value, -100));
        Add<CrossEntropyLoss>(table, "cross_entropy", ClassLosses.CrossEntropy);
    }

    private static void Add<T>(LoweringTable table, string function, Func<LossCall, GraphValue> lowering)
    {
        table.Methods(function, call => lowering(new LossCall(call, null)));
        table.Layer<T>((call, layer) => lowering(new LossCall(call, layer)));
    }

    private static GraphValue Square(GraphBuilder graph, GraphValue value) => graph.Same("Mul", value, value);

    private static GraphValue Difference(LossCall loss) => loss.Graph.Same("Sub", loss.Input.Value, loss.Target);

    // Not Softplus: libtorch's exponential is infinite where that is not.
    private static GraphValue SoftMargin(LossCall loss)
    {
        var graph = loss.Graph;
        return graph.Same("Log", graph.Plus(graph.Same("Exp", graph.Same("Neg", graph.Same("Mul", loss.Target, loss.Input.Value))), 1));
    }

    // What is below zero counts as zero.
    private static GraphValue Positive(LossCall loss, GraphValue value) => loss.Graph.Same("Relu", value);

    private static GraphValue Weighted(LossCall loss, GraphValue value) =>
        loss.Weight() is { } weight ? loss.Graph.Same("Mul", value, weight.Value) : value;

    // Square below the threshold, linear above.
    private static GraphValue Huber(LossCall loss, double threshold)
    {
        var (graph, distance) = (loss.Graph, loss.Graph.Same("Abs", Difference(loss)));
        var linear = graph.Times(graph.Plus(distance, -0.5 * threshold), threshold);
        return graph.Where(graph.Test("Less", distance, loss.Number(threshold)), graph.Times(Square(graph, distance), 0.5), linear);
    }

    // Logarithms are not below -100.
    private static GraphValue BinaryCrossEntropy(LossCall loss)
    {
        var (graph, input, target) = (loss.Graph, loss.Input.Value, loss.Target);
        GraphValue Log(GraphValue value) => graph.Same("Max", graph.Same("Log", value), loss.Number(-100));
        var rest = graph.Same("Sub", loss.Number(1), input);
        var sum = graph.Same(
            "Add", graph.Same("Mul", target, Log(input)), graph.Same("Mul", graph.Same("Sub", loss.Number(1), target), Log(rest)));
        return graph.Same("Neg", sum);
    }

    private static GraphValue BinaryCrossEntropyWithLogits(LossCall loss)
    {
        // The two sides by the logarithm of the sigmoid: (1 - t)·x + (1 + (w - 1)·t)·softplus(-x).
        var (graph, input, target) = (loss.Graph, loss.Input.Value, loss.Target);
        var soft = graph.Same("Softplus", graph.Same("Neg", input));
        if (loss.Weight("pos_weights") is { } weight)
        {
            soft = graph.Same("Mul", soft, graph.Plus(graph.Same("Mul", graph.Plus(weight.Value, -1), target), 1));
        }

        return graph.Same("Add", graph.Same("Mul", graph.Same("Sub", loss.Number(1), target), input), soft);
    }

    private static GraphValue Divergence(LossCall loss)
    {
        var (graph, input, target) = (loss.Graph, loss.Input.Value, loss.Target);
        if (loss.Flag("log_target")) return graph.Same("Mul", graph.Same("Exp", target), graph.Same("Sub", target, input));
        var zero = loss.Number(0);
        var own = graph.Where(graph.Test("Equal", target, zero), zero, graph.Same("Mul", target, graph.Same("Log", target)));
        return graph.Same("Sub", own, graph.Same("Mul", target, input));
    }

    private static GraphValue Poisson(LossCall loss)
    {
        var (graph, input, target) = (loss.Graph, loss.Input.Value, loss.Target);
        var value = loss.Flag("log_input")
            ? graph.Same("Sub", graph.Same("Exp", input), graph.Same("Mul", target, input))
            : graph.Same("Sub", input, graph.Same("Mul", target, graph.Same("Log", graph.Plus(input, loss.Real("eps")))));
        if (!loss.Flag("full")) return value;

        // Stirling's formula where it is good.
        var stirling = graph.Same("Sub", graph.Same("Mul", target, graph.Same("Log", target)), target);
        stirling = graph.Same("Add", stirling, graph.Times(graph.Same("Log", graph.Times(target, 2 * Math.PI)), 0.5));
        return graph.Same("Add", value, graph.Where(graph.Test("Greater", target, loss.Number(1)), stirling, loss.Number(0)));
    }

    private static GraphValue Gaussian(LossCall loss)
    {
        var (graph, shape) = (loss.Graph, loss.Input.Shape);
        var features = SizeArithmetic.Product(shape.Skip(1));
        IReadOnlyList<Programs.Sizes.Size> flat = [shape[0], features];
        var third = loss.Third;
        var variance = graph.Reshape(third.Value, third.Shape, [shape[0], SizeArithmetic.Product(third.Shape.Skip(1))]);
        variance = graph.Same("Max", variance, loss.Number((float)loss.Real("eps")));
        var square = graph.Reshape(Square(graph, Difference(loss)), shape, flat);
        var sum = graph.Reduce(
            "ReduceSum", graph.Same("Add", graph.Same("Log", variance), graph.Same("Div", square, variance)), [1], keep: false);
        var value = graph.Times(sum, 0.5);
        if (loss.Flag("full"))
        {
            value = graph.Same(
                "Add", value, graph.Same("Mul", graph.Number(features, loss.Input.Type), loss.Number(0.5 * Math.Log(2 * Math.PI))));
        }

        return loss.Reduced(value);
    }

    private static GraphValue HingeEmbedding(LossCall loss)
    {
        var (graph, input, target) = (loss.Graph, loss.Input.Value, loss.Target);
        var zero = loss.Number(0);
        var apart = Positive(loss, graph.Same("Sub", loss.Number(loss.Real("margin")), input));
        var negative = graph.Where(graph.Test("Equal", target, loss.Number(1)), zero, apart);
        return graph.Same("Add", negative, graph.Where(graph.Test("Equal", target, loss.Number(-1)), zero, input));
    }

    private static GraphValue MarginRanking(LossCall loss)
    {
        var graph = loss.Graph;
        var order = graph.Same(
            "Mul", graph.Cast(loss.Third.Value, loss.Input.Type), graph.Same("Sub", loss.Input.Value, loss.Call.Tensor("input2").Value));
        return Positive(loss, graph.Same("Sub", loss.Number(loss.Real("margin")), order));
    }

    private static GraphValue CosineEmbedding(LossCall loss)
    {
        // As libtorch writes the cosine here: with a small number below the root.
        var (graph, one, other) = (loss.Graph, loss.Input.Value, loss.Call.Tensor("input2").Value);
        var target = graph.Cast(loss.Third.Value, loss.Input.Type);
        GraphValue Dot(GraphValue a, GraphValue b) => graph.Reduce("ReduceSum", graph.Same("Mul", a, b), [-1], keep: false);
        var lengths = graph.Same("Mul", graph.Plus(Dot(one, one), 1e-12), graph.Plus(Dot(other, other), 1e-12));
        var cosine = graph.Same("Div", Dot(one, other), graph.Same("Sqrt", lengths));
        var zero = loss.Number(0);
        var near = graph.Where(graph.Test("Equal", target, loss.Number(1)), graph.Same("Sub", loss.Number(1), cosine), zero);
        var far = graph.Where(graph.Test("Equal", target, loss.Number(-1)), Positive(loss, graph.Plus(cosine, -loss.Real("margin"))), zero);
        return graph.Same("Add", near, far);
    }

    private static GraphValue TripletMargin(LossCall loss)
    {
        var (graph, call, power, epsilon) = (loss.Graph, loss.Call, loss.Real("p"), loss.Real("eps"));
        var (anchor, positive, negative) = (loss.Input, loss.Second, loss.Third);
        var far = LinearAlgebra.Distance(call, anchor, negative, power, epsilon, keep: false);
        if (loss.Flag("swap")) far = graph.Same("Min", far, LinearAlgebra.Distance(call, positive, negative, power, epsilon, keep: false));
        var near = LinearAlgebra.Distance(call, anchor, positive, power, epsilon, keep: false);
        return Positive(loss, graph.Plus(graph.Same("Sub", near, far), loss.Real("margin")));
    }

    private static GraphValue MultiLabelSoftMargin(LossCall loss)
    {
        // t·softplus(-x) + (1 - t)·softplus(x), over the classes.
        var (graph, input, target) = (loss.Graph, loss.Input.Value, loss.Target);
        var value = graph.Same(
            "Add",
            graph.Same("Mul", target, graph.Same("Softplus", graph.Same("Neg", input))),
            graph.Same("Mul", graph.Same("Sub", loss.Number(1), target), graph.Same("Softplus", input)));
        return graph.Reduce("ReduceMean", Weighted(loss, value), [-1], keep: false);
    }

    private static GraphValue MultiMargin(LossCall loss)
    {
        var (graph, input) = (loss.Graph, loss.Input);
        if (input.Rank != 2) throw loss.Call.Refuse("its input has no batch axis", "Add one with unsqueeze(0).");
        var target = graph.Unsqueeze(loss.Second.Value, 1);
        var chosen = graph.Node("GatherElements", input.Type, [input.Value, target], ("axis", 1L));
        var margin = Positive(loss, graph.Plus(graph.Same("Sub", input.Value, chosen), loss.Real("margin")));
        if (loss.Real("p") == 2) margin = Square(graph, margin);
        if (loss.Weight() is { } weight)
        {
            margin = graph.Same("Mul", margin, graph.Node("Gather", input.Type, [weight.Value, target], ("axis", 0L)));
        }

        // The class itself does not count.
        var own = graph.Test("Equal", target, graph.Range(input.Shape[1]));
        return graph.Reduce("ReduceMean", graph.Where(own, loss.Number(0), margin), [1], keep: false);
    }
}
