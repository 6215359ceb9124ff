using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Tracing;

/// <summary>
/// Where a model's own code fails, the message says which axis does not fit, and asks for bounds only where another size runs.
/// </summary>
[TestClass]
public sealed class FailureMessageTests
{
    [TestMethod]
    public void A_fixed_axis_that_a_linear_layer_does_not_take_is_named() => AssertEndsWith(
        nn.Linear(4, 2),
        "x: float32[batch, 5]",
        "Linear takes 4 in axis 1 of its input, and is given 5: the shape is [{batch}, 5]. Write 4 in its place in the specification of "
        + "the input x, or make the layer with 5.");

    [TestMethod]
    public void A_free_axis_that_a_linear_layer_does_not_take_is_named() => AssertMatches(
        nn.Linear(4, 2),
        "x: float32[batch, time]; time: 5..9",
        @"Linear takes 4 in axis 1 of its input, and is given \d: the shape is \[\d+, \d\]\. This is the free size 'time' of the input x: "
        + @"write 4 in its place\.$");

    [TestMethod]
    public void Channels_that_a_convolution_does_not_take_are_named() => AssertMatches(
        nn.Conv2d(3, 4, 3),
        "x: float32[batch, 1, 8, 8]",
        @"Conv2d takes 3 in axis 1 of its input, and is given 1: the shape is \[\d+, 1, 8, 8\]\. Write 3 in its place in the specification "
        + @"of the input x, or make the layer with 1\.$");

    [TestMethod]
    public void An_axis_within_the_model_is_named() => AssertMatches(
        new Nested(),
        "x: float32[batch, 3, 6]",
        @"LSTM takes 4 in axis 2 of its input, and is given 5: the shape is \[\d+, 3, 5\]\. Give the inputs' specifications sizes from "
        + @"which 4 follows, or make the layer with 5\.$");

    [TestMethod]
    public void Numbers_beyond_a_table_are_bounded() => AssertMatches(
        nn.Embedding(7, 2),
        "ids: int64[batch, time] in 0..9",
        "Embedding has 7 rows\\. Bound the whole numbers that it is given: \"in 0\\.\\.6\" in the input's specification\\.$");

    [TestMethod]
    public void Sizes_are_to_be_bounded_where_others_run() => AssertMatches(
        new Halves(),
        "x: float32[batch, time]; time: 2..40",
        @"The model's forward fails at batch=\d+, time=\d*[13579]: only even lengths\. It runs at batch=\d+, time=\d*[02468]\. Bound the "
        + @"sizes in the inputs' specifications to those that it can take");

    [TestMethod]
    public void Nothing_is_bounded_where_no_size_runs() => AssertMatches(
        new Never(),
        "x: float32[batch, time]; time: 2..40",
        @"The model's forward fails at batch=\d+, time=\d+: never\. No size that was tried runs\. Give the inputs' specifications the "
        + @"sizes that it takes, and bound whole numbers with ""in LOW\.\.HIGH""\.$");

    private static void AssertEndsWith(nn.Module module, string input, string end)
    {
        var message = Refusal(module, input);
        var batch = System.Text.RegularExpressions.Regex.Match(message, @"batch=(\d+)").Groups[1].Value;
        Assert.EndsWith(end.Replace("{batch}", batch, StringComparison.Ordinal), message);
    }

    private static void AssertMatches(nn.Module module, string input, string pattern) =>
        StringAssert.Matches(Refusal(module, input), new(pattern));

    private static string Refusal(nn.Module module, string input)
    {
        using var scope = NewDisposeScope();
        using (module)
        {
            return Assert.ThrowsExactly<ExportException>(() =>
                OnnxExporter.Check(new() { Module = module, Inputs = [TensorSpec.Parse(input)] })).Message;
        }
    }

    private sealed class Nested : nn.Module<Tensor, Tensor>
    {
        private readonly Linear first = nn.Linear(6, 5);
        private readonly LSTM second = nn.LSTM(4, 2, batchFirst: true);

        public Nested()
            : base("net") => RegisterComponents();

        public override Tensor forward(Tensor x) => second.call(first.call(x)).Item1;
    }

    private sealed class Halves() : nn.Module<Tensor, Tensor>("net")
    {
        public override Tensor forward(Tensor x) => x.shape[1] % 2 == 0 ? x * 2 : throw new InvalidOperationException("only even lengths");
    }

    private sealed class Never() : nn.Module<Tensor, Tensor>("net")
    {
        public override Tensor forward(Tensor x) => throw new InvalidOperationException("never");
    }
}
