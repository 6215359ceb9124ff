using System.Numerics.Tensors;
using Tfaip.Inference.Packages;
using Tfaip.Inference.Tests.Support;
using Tfaip.Parameters;

namespace Tfaip.Inference.Tests;

[TestClass]
public sealed class RunGraphTests
{
    [TestMethod]
    public void The_graph_alone_runs_over_a_batch_that_is_prepared()
    {
        using var package = TestPackage.Classifier();
        using var predictor = Predictor.Load(package.Path);

        // Class 0 sums pixels 0 and 2, class 1 the others; nothing is halved, and there is no label.
        var outputs = predictor.RunGraph(
            new Dictionary<string, object> { ["image"] = Tensor.Create<float>([1, 2, 3, 4, 5, 6, 7, 8], [2, 1, 2, 2]), ["more"] = 1L });

        Assert.AreEqual("logits", string.Join(", ", outputs.Keys));
        CollectionAssert.AreEqual(new float[] { 4, 6, 12, 14 }, ((Tensor<float>)outputs["logits"]).ToArray());
    }

    [TestMethod]
    public void A_missing_input_is_named()
    {
        using var package = TestPackage.Classifier();
        using var predictor = Predictor.Load(package.Path);
        var error = Assert.ThrowsExactly<TfaipException>(() => predictor.RunGraph(new Dictionary<string, object> { ["picture"] = 1f }));
        Assert.AreEqual("The model's input 'image' is missing; there are: picture.", error.Message);
    }

    [TestMethod]
    public void The_configuration_can_be_read_alone()
    {
        using var package = TestPackage.Classifier();
        Assert.AreEqual("scenario: tiny\n", Package.ReadConfig(package.Path));
    }
}
