using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>What is made of vectors and matrices besides their products: determinants, distances, covariances.</summary>
internal static class LinearAlgebra
{
    private static readonly long[] Next = [1, 2, 0];
    private static readonly long[] AfterNext = [2, 0, 1];

    public static void Register(LoweringTable table)
    {
        table.Methods("det", call => call.Graph.Same("Det", call.Self.Value));
        table.Methods("logdet", call => call.Graph.Same("Log", call.Graph.Same("Det", call.Self.Value)));
        table.Methods("slogdet", call =>
        {
            var determinant = call.Graph.Same("Det", call.Self.Value);
            return [call.Graph.Same("Sign", determinant), call.Graph.Same("Log", call.Graph.Same("Abs", determinant))];
        });
        table.Methods(typeof(linalg), "cross", Cross);
        table.Methods(typeof(linalg), "vecdot", call =>
        {
            var rank = Math.Max(call.Self.Rank, call.Tensor("y").Rank);
            var dimension = call.Integer("dim");
            return call.Graph.Reduce(
                "ReduceSum",
                call.Graph.Same("Mul", call.Self.Value, call.Tensor("y").Value),
                [dimension < 0 ? dimension + rank : dimension],
                keep: false);
        });
        table.Methods("cdist", Distances);
        table.Methods("cov", call => Covariance(call, call.Integer("correction")));
        table.Methods("corrcoef", Correlation);
        table.Methods("vander", Vandermonde);
        table.Methods("renorm", Renorm);
        table.Methods(
            "cosine_similarity", call => Cosine(call, call.Self, call.Tensor("x2", "input2"), call.Integer("dim"), call.Real("eps")));
        table.Layer<TorchSharp.Modules.CosineSimilarity>(
            (call, layer) => Cosine(call, call.Self, call.Tensor("input2"), layer.dim, layer.eps));
        table.Methods(
            "pairwise_distance",
            call => Distance(call, call.Self, call.Tensor("input2"), call.Real("p"), call.Real("eps"), call.Flag("keepdim")));
        table.Layer<TorchSharp.Modules.PairwiseDistance>(
            (call, layer) => Distance(call, call.Self, call.Tensor("input2"), layer.norm, layer.eps, layer.keepdim));
    }

    /// <summary>The cosine of the angle between vectors along an axis.</summary>
    public static GraphValue Cosine(LoweringCall call, Operand one, Operand other, long dimension, double epsilon)
    {
        var graph = call.Graph;
        var rank = Math.Max(one.Rank, other.Rank);
        var axis = dimension < 0 ? dimension + rank : dimension;
        GraphValue Unit(Operand vector)
        {
            // The axis as it is counted in the operand that may have fewer.
            var value = graph.Cast(vector.Value, call.ResultType);
            var length = graph.Reduce("ReduceL2", value, [axis - rank], keep: true);
            return graph.Same("Div", value, graph.Same("Max", length, graph.Scalar(epsilon, value.Type)));
        }

        return graph.Reduce("ReduceSum", graph.Same("Mul", Unit(one), Unit(other)), [axis], keep: false);
    }

    /// <summary>The norm of the difference along the last axis, to which a small number is added.</summary>
    public static GraphValue Distance(LoweringCall call, Operand one, Operand other, double p, double epsilon, bool keep) =>
        Reductions.Norm(call, p, call.Graph.Plus(
            call.Graph.Same("Sub", call.Graph.Cast(one.Value, call.ResultType), call.Graph.Cast(other.Value, call.ResultType)),
            epsilon), [-1], keep);

    private static GraphValue Cross(LoweringCall call)
    {
        var (graph, type) = (call.Graph, Arithmetic.Wide(call.ResultType));
        var (one, other) = (call.Self, call.Tensor("other"));
        var dimension = call.Integer("dim");
        var behind = dimension < 0 ? dimension : dimension - Math.Max(one.Rank, other.Rank);
        GraphValue Turned(Operand vectors, long[] order) =>
            graph.Node("Gather", type, [graph.Cast(vectors.Value, type), graph.Int64s(order)], ("axis", behind));
        return graph.Same(
            "Sub",
            graph.Same("Mul", Turned(one, Next), Turned(other, AfterNext)),
            graph.Same("Mul", Turned(one, AfterNext), Turned(other, Next)));
    }

    private static GraphValue Distances(LoweringCall call)
    {
        call.Find("compute_mode");
        var (graph, one, other) = (call.Graph, call.Self, call.Tensor("x2"));
        var difference = graph.Same("Sub", graph.Unsqueeze(one.Value, one.Rank - 1L), graph.Unsqueeze(other.Value, other.Rank - 2L));
        return Reductions.Norm(call, call.Real("p"), difference, [-1], keep: false);
    }

    private static GraphValue Covariance(LoweringCall call, long correction)
    {
        var (graph, type) = (call.Graph, call.ResultType);
        var value = graph.Cast(call.Self.Value, type);
        var axis = call.Self.Rank - 1;
        var centred = graph.Same("Sub", value, graph.Reduce("ReduceMean", value, [axis], keep: true));
        var count = graph.Number(SizeArithmetic.Sum([call.Self.Shape[axis], new FixedSize(-correction)]), type);
        var divisor = graph.Same("Max", count, graph.Scalar(0.0, type));
        var product = axis == 0 ? graph.Same("MatMul", centred, centred) : graph.Same("MatMul", centred, graph.Transpose(centred, 1, 0));
        return graph.Same("Div", product, divisor);
    }

    private static GraphValue Correlation(LoweringCall call)
    {
        var (graph, covariance) = (call.Graph, Covariance(call, 1));
        if (call.Self.Rank == 1) return graph.Same("Div", covariance, covariance);
        var deviation = graph.Same("Sqrt", Diagonals.Diagonal(call, new(covariance, call.Result.Shape), 0, 0, 1, call.Result.Shape[0]));
        var scaled = graph.Same("Div", graph.Same("Div", covariance, graph.Unsqueeze(deviation, 1)), graph.Unsqueeze(deviation, 0));
        return graph.Same("Clip", scaled, graph.Scalar(-1.0, scaled.Type), graph.Scalar(1.0, scaled.Type));
    }

    // The powers of each element, by default the highest first for torch.vander and the lowest first for linalg's.
    private static GraphValue Vandermonde(LoweringCall call)
    {
        var (graph, type) = (call.Graph, Arithmetic.Wide(call.ResultType));
        call.Find("N");
        var count = call.Result.Shape[^1];
        var powers = graph.Range(count);
        if (call.Has("increasing") && !call.Flag("increasing"))
        {
            powers = graph.Same("Sub", graph.Number(SizeArithmetic.Sum([count, new FixedSize(-1)]), ScalarType.Int64), powers);
        }

        return graph.Same("Pow", graph.Unsqueeze(graph.Cast(call.Self.Value, type), call.Self.Rank), graph.Cast(powers, type));
    }

    private static GraphValue Renorm(LoweringCall call)
    {
        var (graph, axis, type) = (call.Graph, call.Self.Axis(call.Integer("dim")), call.Self.Type);
        var others = Enumerable.Range(0, call.Self.Rank).Select(i => (long)i).Where(i => i != axis).ToArray();
        var norm = Reductions.Norm(call, call.Real("p"), call.Self.Value, others, keep: true);
        var limit = graph.Scalar(call.Real("maxnorm"), type);
        var factor = graph.Same("Div", limit, graph.Plus(norm, 1e-7));
        return graph.Same("Mul", call.Self.Value, graph.Where(graph.Test("Greater", norm, limit), factor, graph.Scalar(1.0, type)));
    }
}
