using System.Linq.Expressions;
using Tfaip.Export.Graphs;
using Tfaip.Export.Lowering;
using Tfaip.Export.Lowering.Everything;
using Tfaip.Export.Requests;
using Tfaip.Export.Tests.Lowering;
using Tfaip.Export.Verification;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Verification;

[TestClass]
public sealed class VerifierTests
{
    [TestMethod]
    public void The_verdict_says_what_was_compared()
    {
        var verdict = Verify(x => x * 2, x => x * 2);
        Assert.HasCount(8, verdict.Sizes);
        Assert.AreEqual("n=1", verdict.Sizes[0]);
        Assert.Contains("n=4096", verdict.Sizes);
        Assert.AreEqual("n=4096", string.Join(", ", verdict.Largest.Select(size => $"{size.Key}={size.Value}")));
        Assert.AreEqual(new VerifiedOutput("y0", 0, 0), verdict.Outputs.Single());
        Assert.AreEqual((1e-5, 1e-5), (verdict.RelativeTolerance, verdict.AbsoluteTolerance));
        StringAssert.StartsWith(verdict.OnnxRuntime, "1.", StringComparison.Ordinal);
        StringAssert.StartsWith(verdict.TorchSharp, "0.107", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_difference_within_the_tolerance_is_reported()
    {
        var output = Verify(x => x * 2, x => x * 2.000001).Outputs.Single();
        Assert.IsTrue(output.LargestRelative is > 5e-7 and < 2e-6);
    }

    [TestMethod]
    public void A_model_that_does_something_else_than_when_it_was_recorded_is_refused()
    {
        var message = Assert.ThrowsExactly<ExportException>(() => Verify(x => x.abs(), x => x)).Message;
        StringAssert.StartsWith(message, "The graph differs from the model at n=1 in 'y0': ", StringComparison.Ordinal);
        StringAssert.EndsWith(
            message,
            ". Each recorded operation alone agrees: the model computes something else than when it was recorded. Look for what depends on "
            + "values, on the state of the model or on chance.",
            StringComparison.Ordinal);
    }

    [TestMethod]
    public void Another_element_type_is_refused() => StringAssert.Contains(
        Assert.ThrowsExactly<ExportException>(() => Verify(x => x * 2, x => (x * 2).to(ScalarType.Float64))).Message,
        "the graph gives Float32, the model Float64",
        StringComparison.Ordinal);

    [TestMethod]
    public void Sizes_that_the_model_does_not_take_are_passed_over()
    {
        var verdict = Verify(x => x * 2, x => x.shape[0] is 4096 ? throw new ArgumentException("not this one") : x * 2);
        Assert.DoesNotContain("n=4096", verdict.Sizes);
        Assert.IsGreaterThan(5, verdict.Sizes.Count);
    }

    [TestMethod]
    public void A_model_that_takes_too_few_sizes_is_refused() => Assert.AreEqual(
        "The model does not run at enough sizes beside those that were recorded to verify the graph: Only two rows. Bound the free sizes "
        + "in the inputs' description, such as 'height: 32..96 step 8'.",
        Assert.ThrowsExactly<ExportException>(() =>
            Verify(x => x * 2, x => x.shape[0] == 2 ? x * 2 : throw new ArgumentException("Only two rows."))).Message);

    [TestMethod]
    public void Rounding_of_large_numbers_that_cancel_is_no_difference()
    {
        // The same sums in another order: of terms of some 1e4, they are known to some 1e-3.
        var output = Verify(
            x => (x * 9999).sum(1L) - (x * 9998).sum(1L),
            x => (((x * 9999)[.., 3] + (x * 9999)[.., 2]) + ((x * 9999)[.., 1] + (x * 9999)[.., 0]))
                - (((x * 9998)[.., 3] + (x * 9998)[.., 1]) + (x * 9998)[.., 2] + (x * 9998)[.., 0]))
            .Outputs.Single();
        Assert.IsGreaterThan(1e-4, output.LargestAbsolute);
    }

    [TestMethod]
    public void A_difference_above_the_rounding_of_the_model_is_refused() => StringAssert.StartsWith(
        Assert.ThrowsExactly<ExportException>(() => Verify(x => x * 2, x => x * 2.0001)).Message,
        "The graph differs from the model at n=1 in 'y0': 4 of 4 elements",
        StringComparison.Ordinal);

    // 2^-24·n/8 of 4n numbers; of few the square root counts.
    [TestMethod]
    public void A_long_sum_is_known_to_as_many_digits_as_adding_one_number_after_the_other_leaves()
    {
        using var scope = NewDisposeScope();
        Expression<Func<Tensor, Tensor>> sum = x => x.sum();
        var program = ExpressionRecorder.Record(sum, n => [randn(n, 4)], 2, 5);
        double Precision(long n) => LongSums.Precision(program, new Dictionary<string, long> { ["n"] = n });
        Assert.AreEqual(Math.ScaleB(400_000 / 8.0, -24), Precision(100_000), 1e-12);
        Assert.AreEqual(Math.ScaleB(4 * Math.Sqrt(400), -24), Precision(100), 1e-12);
    }

    private static VerificationVerdict Verify(Expression<Func<Tensor, Tensor>> recorded, Func<Tensor, Tensor> live)
    {
        using var scope = NewDisposeScope();
        using var module = nn.Identity();
        var program = ExpressionRecorder.Record(recorded, n => [randn(n, 4)], 2, 5);
        var lowered = Lowerer.Lower(program, 18, Lowerings.All);
        var model = new ExportableModel
        {
            Module = module,
            Forward = inputs => [live(inputs[0])],
            Inputs = [TensorSpec.Parse("x0: float32[n, 4]")]
        };
        return Verifier.Verify(model, program, lowered, GraphSerializer.Serialize(lowered.Graph), new ExportOptions());
    }
}
