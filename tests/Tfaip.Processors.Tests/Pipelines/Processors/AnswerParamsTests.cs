using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Processors;

/// <summary>Processors that make an answer of a model's scores.</summary>
[TestClass]
public sealed class AnswerParamsTests
{
    [TestMethod]
    public void Argmax_goes_along_any_axis_and_takes_the_first_of_equal_ones()
    {
        var scores = Tensor.Create(new[] { 1f, 5, 5, 7, 2, 5 }, [2, 3]);
        Run.AssertTensor(Run.Value(new ArgmaxParams(), scores), [2], 1L, 0);
        Run.AssertTensor(Run.Value(new ArgmaxParams { Axis = 0 }, scores), [3], 1L, 0, 0);
        Assert.AreEqual(2L, Run.Value(new ArgmaxParams(), Tensor.Create(new byte[] { 0, 1, 9, 9 }, [4])));
    }

    [TestMethod]
    public void Argmax_is_the_place_of_the_maximum() => Gen.Select(Gen.Int[1, 3], Gen.Int[1, 5], Gen.Int[1, 3]).SelectMany(
        (a, b, c) => Gen.Float[-9, 9].Array[a * b * c].Select(elements => (a, b, c, elements))).Sample((a, b, c, elements) =>
        {
            var places = (Tensor<long>)Run.Value(new ArgmaxParams { Axis = 1 }, Tensor.Create(elements, [a, b, c]))!;
            for (var i = 0; i < a; i++)
                for (var k = 0; k < c; k++)
                {
                    var line = Enumerable.Range(0, b).Select(j => elements[(((i * b) + j) * c) + k]).ToList();
                    if (places[i, k] != line.IndexOf(line.Max())) return false;
                }

            return true;
        });

    [TestMethod]
    public void Softmax_is_the_closed_form_along_its_axis()
    {
        // softmax(ln 1, ln 3) = (1/4, 3/4); softmax(ln 2, ln 2) = (1/2, 1/2).
        var logits = Tensor.Create(new[] { (float)Math.Log(1), (float)Math.Log(2), (float)Math.Log(3), (float)Math.Log(2) }, [2, 2]);
        var probabilities = ((Tensor<float>)Run.Value(new SoftmaxParams { Axis = 0 }, logits)!).ToArray();
        foreach (var (expected, actual) in new[] { 0.25f, 0.5f, 0.75f, 0.5f }.Zip(probabilities)) Assert.AreEqual(expected, actual, 1e-7f);
        var logarithms = ((Tensor<float>)Run.Value(new SoftmaxParams { Axis = 0, Log = true }, logits)!).ToArray();
        foreach (var (expected, actual) in probabilities.Zip(logarithms)) Assert.AreEqual(Math.Log(expected), actual, 1e-6);
        Assert.AreNotSame(logits, Run.Value(new SoftmaxParams(), logits));
        Assert.AreEqual(0f, logits[0, 0]);
    }

    [TestMethod]
    [DataRow(new[] { float.PositiveInfinity, 0, float.PositiveInfinity }, new[] { 0.5f, 0, 0.5f })]
    [DataRow(new[] { float.NegativeInfinity, 0 }, new[] { 0f, 1 })]
    public void Softmax_of_infinite_logits_is_the_limit(float[] logits, float[] expected)
    {
        Run.AssertTensor(Run.Value(new SoftmaxParams(), Tensor.Create(logits, [logits.Length])), [logits.Length], expected);
        var logarithms = ((Tensor<float>)Run.Value(new SoftmaxParams { Log = true }, Tensor.Create(logits, [logits.Length]))!).ToArray();
        CollectionAssert.AreEqual(expected.Select(p => MathF.Log(p)).ToArray(), logarithms);
    }

    [TestMethod]
    public void Sigmoid_is_the_softmax_of_the_logit_and_zero() => Gen.Float[-80, 80].Sample(logit =>
    {
        var two = (Tensor<float>)Run.Value(new SoftmaxParams(), Tensor.Create(new[] { logit, 0 }, [2]))!;
        return Math.Abs((float)Run.Value(new SigmoidParams(), logit)! - two[0]) <= 6e-8 * two[0];
    });

    [TestMethod]
    public void Sigmoid_keeps_the_shape_and_reaches_its_limits() => Run.AssertTensor(
        Run.Value(new SigmoidParams(), Tensor.Create(new[] { 0, double.PositiveInfinity, double.NegativeInfinity, -1e9 }, [2, 2])),
        [2, 2],
        0.5f,
        1,
        0,
        0);

    [TestMethod]
    public void The_threshold_itself_passes()
    {
        Run.AssertTensor(Run.Value(new ThresholdParams(), Tensor.Create(new[] { 0.5f, 0.49f, 1 }, [3])), [3], true, false, true);
        Run.AssertTensor(
            Run.Value(new ThresholdParams { Value = 3, Dtype = ElementType.Int64 }, Tensor.Create(new byte[] { 2, 3 }, [2])), [2], 0L, 1);
        Assert.AreEqual(true, Run.Value(new ThresholdParams { Value = -1 }, 0));
    }

    [TestMethod]
    public void The_largest_come_in_order_and_of_equal_ones_the_first_first()
    {
        var sample = Run.OnSample(
            new TopKParams { Key = "x", K = 3 }, new Sample().WithOutput("x", Tensor.Create(new[] { 1.0, 4, 2, 4 }, [4])))!;
        Run.AssertTensor(sample.Outputs["top_values"], [3], 4f, 4, 2);
        Run.AssertTensor(sample.Outputs["top_indices"], [3], 1L, 3, 2);
    }

    [TestMethod]
    public void All_largest_are_a_sorting() => Gen.Float[-9, 9].Array[1, 20].Sample(scores =>
    {
        var sample = Run.OnSample(
            new TopKParams { Key = "x", K = scores.Length }, new Sample().WithOutput("x", Tensor.Create(scores, [scores.Length])))!;
        var indices = ((Tensor<long>)sample.Outputs["top_indices"]).ToArray();
        return ((Tensor<float>)sample.Outputs["top_values"]).ToArray().SequenceEqual(scores.OrderDescending())
            && indices.Order().SequenceEqual(Enumerable.Range(0, scores.Length).Select(i => (long)i));
    });

    [TestMethod]
    public void What_is_no_score_is_refused()
    {
        const string Floats = "it must be a tensor of float32, float64 or float16.";
        Run.AssertError(new ArgmaxParams(), "text", "the output 'x' is a string; it must be a tensor of numbers.");
        Run.AssertError(new ArgmaxParams(), 1f, "the output 'x' is a float32 number; it must be a tensor of numbers.");
        Run.AssertError(new ArgmaxParams(), Tensor.Create(new[] { 0, float.NaN }, [2]), "the output 'x' is NaN at element 1.");
        Run.AssertError(
            new ArgmaxParams(),
            Tensor.Create(Array.Empty<float>(), [2, 0]),
            "the output 'x' is float32[2, 0]: an empty axis has no largest element.");
        Run.AssertError(
            new ArgmaxParams { Axis = -2 },
            Tensor.Create(new float[2], [2]),
            "the output 'x' has the shape [2], which has no axis -2; the axes are 0 to 0, or -1 to -1 from the end.");
        Run.AssertError(new SoftmaxParams(), Tensor.Create(new long[2], [2]), "the output 'x' is int64[2]; " + Floats);
        Run.AssertError(new SoftmaxParams(), Tensor.Create(new[] { float.NaN }, [1]), "the output 'x' is NaN at element 0.");
        Run.AssertError(
            new SigmoidParams(), 1L, "the output 'x' is an int64 number; it must be a number or a tensor of float32, float64 or float16.");
        Run.AssertError(
            new ThresholdParams(),
            Tensor.Create(new bool[1], [1]),
            "the output 'x' is bool[1]; it must be a tensor of numbers or a number.");
        Run.AssertError(new ThresholdParams(), float.NaN, "the output 'x' is NaN at element 0.");
        Run.AssertSampleError(
            new TopKParams { Key = "x" },
            new Sample().WithOutput("x", Tensor.Create(new float[4], [2, 2])),
            "the output 'x' has the shape [2, 2]; it must have one axis.");
        Run.AssertSampleError(
            new TopKParams { Key = "x" },
            new Sample().WithOutput("x", Tensor.Create(new float[4], [4])),
            "the output 'x' has 4 elements, less than the 5 that are asked for.");
        Run.AssertRefused(
            new TopKParams { Key = "x", Values = "a", Indices = "a" }, "indices: the values and the indices would both be named 'a'.");
    }
}
