using Tfaip.Inference.Tests.Support;
using Tfaip.Parameters;
using Tfaip.Processors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference.Tests;

/// <summary>Inputs that a processor drops have no answer; the error says which processor, and why.</summary>
[TestClass]
public sealed class DroppedInputTests
{
    private static readonly ProcessorParams TooLong = new FilterLengthParams { Key = "x", Max = 2 };

    [TestMethod]
    public void The_processor_and_its_reason_are_named()
    {
        Assert.AreEqual(
            "input 2: the processor 'filter_length' of the pre-processing drops this input: x longer than 2. There is no answer to it.",
            ErrorOf([TooLong], []));
        Assert.AreEqual(
            "input 2: the processor 'filter_length' of the post-processing drops this input: x longer than 2. There is no answer to it.",
            ErrorOf([], [TooLong]));
    }

    [TestMethod]
    public void A_processor_without_a_reason_is_named() => Assert.AreEqual(
        "input 2: the processor 'test_drop_long' of the pre-processing drops this input: no reason given. There is no answer to it.",
        ErrorOf([new DropLongParams()], []));

    [TestMethod]
    public async Task A_stream_says_the_same()
    {
        using var package = Package([TooLong], []);
        using var predictor = Predictor.Load(package.Path);
        var answers = 0;
        var error = await Assert.ThrowsExactlyAsync<TfaipException>(async () =>
        {
            await foreach (var _ in predictor.PredictAsync(Inputs().ToAsyncEnumerable())) answers++;
        });
        Assert.AreEqual(
            "input 2: the processor 'filter_length' of the pre-processing drops this input: x longer than 2. There is no answer to it.",
            error.Message);
    }

    private static string ErrorOf(ProcessorParams[] pre, ProcessorParams[] post)
    {
        using var package = Package(pre, post);
        using var predictor = Predictor.Load(
            package.Path, new() { Processors = ProcessorCatalog.Default.With(typeof(DropLongParams).Assembly) });
        return Assert.ThrowsExactly<TfaipException>(() => predictor.Predict(Inputs())).Message;
    }

    private static TestPackage Package(ProcessorParams[] pre, ProcessorParams[] post) =>
        TestPackage.Create(
            TinyOnnx.Identity(TinyOnnx.Float, "batch", "time"), ["x: float32[batch, time]"], ["y: float32[batch, time]"], pre, post);

    private static object[] Inputs() => [new float[] { 1, 2 }, new float[] { 1, 2, 3 }];

    [Variant("test_drop_long")]
    public sealed record DropLongParams : ProcessorParams
    {
        public override Processor Create() => new DropLong();
    }

    private sealed class DropLong : Processor
    {
        public override Sample? Process(Sample sample, ref SampleRandom random) =>
            ((System.Numerics.Tensors.Tensor<float>)sample.Inputs["x"]).FlattenedLength > 2 ? null : sample;
    }
}
