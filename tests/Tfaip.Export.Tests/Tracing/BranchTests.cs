using System.Text.RegularExpressions;
using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Tracing;

/// <summary>A branch on a size is refused with the bounds that choose a side, and those are right.</summary>
[TestClass]
public sealed partial class BranchTests
{
    [TestMethod]
    public void Bounds_that_choose_a_side_of_a_limit_are_offered()
    {
        var (message, offers) = Refusal(x => x.shape[1] > 20 ? x.exp() : x.sin());
        StringAssert.Matches(
            message,
            new(@"fix the size in the input's specification\. Or choose a side by the bounds of the size: ""; time: \d+\.\.\d+"" or ""; "
                + @"time: \d+\.\.\d+""\.$"));
        Assert.HasCount(2, offers);
        foreach (var offer in offers) Export(x => x.shape[1] > 20 ? x.exp() : x.sin(), offer);
    }

    [TestMethod]
    public void Steps_that_choose_a_side_of_a_remainder_are_offered()
    {
        var (message, offers) = Refusal(x => x.shape[1] % 2 == 0 ? x.exp() : x.sin());
        StringAssert.Matches(message, new(@"Or choose a side by the steps of the size: ""; time: \d+\.\.\d+ step 2""\.$"));
        Export(x => x.shape[1] % 2 == 0 ? x.exp() : x.sin(), offers.Single());
    }

    [TestMethod]
    public void Nothing_is_offered_where_there_are_many_sides()
    {
        var (message, offers) = Refusal(x =>
        {
            for (var i = 0; i < x.shape[1]; i++) x = x.sin();
            return x;
        });
        Assert.IsEmpty(offers);
        Assert.EndsWith("or fix the size in the input's specification.", message);
    }

    private static (string Message, string[] Offers) Refusal(Func<Tensor, Tensor> forward)
    {
        var message = Assert.ThrowsExactly<ExportException>(() => Export(forward, "; time: 2..40")).Message;
        return (message, [.. Offers().Matches(message).Select(match => match.Groups[1].Value)]);
    }

    private static void Export(Func<Tensor, Tensor> forward, string bounds)
    {
        using var scope = NewDisposeScope();
        using var module = nn.Identity();
        OnnxExporter.Check(new()
        {
            Module = module,
            Forward = inputs => [forward(inputs[0])],
            Inputs = [TensorSpec.Parse($"x: float32[batch, time]{bounds}")]
        });
    }

    [GeneratedRegex(@"""(; time: [^""]*)""")]
    private static partial Regex Offers();
}
