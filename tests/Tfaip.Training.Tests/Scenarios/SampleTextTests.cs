using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Tests.Scenarios;

[TestClass]
public sealed class SampleTextTests
{
    [TestMethod]
    public void Texts_and_numbers_are_shown_tensors_are_not()
    {
        var sample = new Sample()
            .WithMeta(Sample.SourceKey, "lines/17.png")
            .WithTarget("text", "a b")
            .WithTarget("length", 3L)
            .WithOutput("text", "a d")
            .WithOutput("confidence", 0.98765432f)
            .WithOutput("logits", System.Numerics.Tensors.Tensor.Create([1f, 2f]));

        Assert.AreEqual("lines/17.png: target length 3, text 'a b'; answer confidence 0.98765, text 'a d'", SampleText.Of(sample));
    }

    [TestMethod]
    public void A_sample_without_targets_has_its_answer_alone()
    {
        var sample = new Sample().WithMeta(Sample.SourceKey, "a").WithOutput("label", 7);

        Assert.AreEqual("a: answer label 7", SampleText.Of(sample));
    }
}
