using System.Linq.Expressions;
using Tfaip.Export.Graphs;
using Tfaip.Export.Lowering;
using Tfaip.Export.Lowering.Everything;
using Tfaip.Export.Requests;
using Tfaip.Export.Verification;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering;

/// <summary>
/// Checks the lowering of the TorchSharp calls in an expression: records it at two values of a free size n, lowers it, and
/// compares ONNX Runtime with TorchSharp at values of n that were not recorded.
/// </summary>
internal static class OpTest
{
    public static readonly long[] Recorded = [2, 5];
    public static readonly long[] Compared = [1, 3, 8];
    private static readonly Tolerance Standard = new(1e-5, 1e-5);

    /// <summary>Checks a function of one tensor.</summary>
    public static void Check(
        Expression<Func<Tensor, Tensor>> function, Func<long, Tensor> input, int opset = 18, Tolerance? tolerance = null) =>
        Check(function, n => [input(n)], opset, tolerance);

    /// <summary>Checks a function of two tensors.</summary>
    public static void Check(
        Expression<Func<Tensor, Tensor, Tensor>> function,
        Func<long, Tensor> one,
        Func<long, Tensor> other,
        int opset = 18,
        Tolerance? tolerance = null) =>
        Check(function, n => [one(n), other(n)], opset, tolerance);

    /// <summary>Checks a function of three tensors.</summary>
    public static void Check(
        Expression<Func<Tensor, Tensor, Tensor, Tensor>> function,
        Func<long, Tensor> one,
        Func<long, Tensor> two,
        Func<long, Tensor> three) =>
        Check(function, n => [one(n), two(n), three(n)], 18, null);

    /// <summary>Checks a function with several results.</summary>
    public static void CheckAll(Expression<Func<Tensor, Tensor[]>> function, Func<long, Tensor> input) =>
        Check(function, n => [input(n)], 18, null);

    /// <summary>The graph of a function.</summary>
    public static Graph Lower(LambdaExpression function, Func<long, Tensor[]> inputs, int opset = 18) =>
        Lowerer.Lower(ExpressionRecorder.Record(function, inputs, Recorded[0], Recorded[1]), opset, Lowerings.All).Graph;

    /// <summary>The message with which a function is refused.</summary>
    public static string Refusal(Expression<Func<Tensor, Tensor>> function, Func<long, Tensor> input) =>
        Assert.ThrowsExactly<ExportException>(() => Lower(function, n => [input(n)])).Message;

    /// <summary>Checks any function.</summary>
    public static void Check(LambdaExpression function, Func<long, Tensor[]> inputs, int opset, Tolerance? tolerance)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        manual_seed(7);
        var program = ExpressionRecorder.Record(function, inputs, Recorded[0], Recorded[1]);
        var lowered = Lowerer.Lower(program, opset, Lowerings.All);
        using var session = new OnnxSession(GraphSerializer.Serialize(lowered.Graph));
        var compiled = function.Compile();
        foreach (var n in Compared)
        {
            var values = inputs(n);
            Tensor[] copies = [.. values.Select(value => value.clone())];
            var expected = ExpressionRecorder.Tensors(compiled.DynamicInvoke([.. copies]) ?? copies[0]).ToArray();
            var actual = session.Run(
                [.. values.Select((value, i) => ($"x{i}", value))], [.. expected.Select((_, i) => $"y{i}")]);
            for (var i = 0; i < expected.Length; i++)
            {
                var difference = TensorComparison.Compare(expected[i], actual[i], tolerance ?? Standard).Difference;
                Assert.IsNull(difference, $"{function} at n = {n}, result {i}: {difference}");
            }
        }
    }
}
