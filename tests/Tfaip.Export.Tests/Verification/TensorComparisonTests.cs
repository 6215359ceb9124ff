using Tfaip.Export.Verification;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Verification;

[TestClass]
public sealed class TensorComparisonTests
{
    private static readonly Tolerance Hundredth = new(0.01, 0.01);

    [TestMethod]
    public void Equal_tensors_agree_also_where_they_are_not_finite()
    {
        using var scope = NewDisposeScope();
        var values = tensor(new[] { 1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity });
        Assert.AreEqual(new TensorComparison(null, 0, 0), TensorComparison.Compare(values, values.clone(), Hundredth));
    }

    [TestMethod]
    public void The_tolerance_is_absolute_plus_relative()
    {
        using var scope = NewDisposeScope();
        Assert.IsNull(TensorComparison.Compare(tensor(new[] { 100.0 }), tensor(new[] { 101.0 }), Hundredth).Difference);
        Assert.IsNull(TensorComparison.Compare(tensor(new[] { 0.0 }), tensor(new[] { 0.009 }), Hundredth).Difference);
        Assert.AreEqual(
            "1 of 4 elements, the worst at [1, 0]: the graph gives 101.5, the model 100",
            TensorComparison.Compare(
                tensor(new[,] { { 1.0, 2 }, { 100, 4 } }), tensor(new[,] { { 1.0, 2 }, { 101.5, 4 } }), Hundredth).Difference);
    }

    [TestMethod]
    public void The_largest_differences_are_kept()
    {
        using var scope = NewDisposeScope();
        var comparison = TensorComparison.Compare(tensor(new[] { 0.0, 1, 100 }), tensor(new[] { 0.001, 1.002, 100.5 }), Hundredth);
        Assert.IsNull(comparison.Difference);
        Assert.AreEqual(0.5, comparison.LargestAbsolute, 1e-12);
        Assert.AreEqual(0.005, comparison.LargestRelative, 1e-12);
    }

    [TestMethod]
    public void Not_finite_differs_from_finite()
    {
        using var scope = NewDisposeScope();
        Assert.AreEqual(
            "1 of 2 elements, the worst at [1]: the graph gives NaN, the model 2",
            TensorComparison.Compare(tensor(new[] { 1f, 2 }), tensor(new[] { 1f, float.NaN }), Hundredth).Difference);
        Assert.AreEqual(
            "1 of 1 elements, the worst at [0]: the graph gives -∞, the model ∞",
            TensorComparison.Compare(tensor(new[]
            {
                float.PositiveInfinity
            }), tensor(new[] { float.NegativeInfinity }), Hundredth).Difference!.Replace("Infinity", "∞", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Whole_numbers_must_be_equal() => Assert.AreEqual(
        "1 of 1 elements, the worst at [0]: the graph gives 1001, the model 1000",
        TensorComparison.Compare(tensor(new[] { 1000L }), tensor(new[] { 1001L }), Hundredth).Difference);

    [TestMethod]
    public void Types_and_shapes_must_be_equal()
    {
        using var scope = NewDisposeScope();
        Assert.AreEqual(
            "the graph gives Float64, the model Float32", TensorComparison.Compare(ones(2), ones(2, float64), Hundredth).Difference);
        Assert.AreEqual(
            "the graph gives the shape [1, 2], the model [2]", TensorComparison.Compare(ones(2), ones(1, 2), Hundredth).Difference);
    }
}
