using System.Numerics.Tensors;
using Tfaip.Inference.Tests.Support;

namespace Tfaip.Inference.Tests;

[TestClass]
public sealed class VerifiedSizesTests
{
    [TestMethod]
    public void A_size_beyond_those_that_were_verified_is_warned_of_once()
    {
        using var package = TestPackage.ClassifierVerifiedUpToTwo();
        var warnings = new List<string>();
        using var predictor = Predictor.Load(package.Path, new() { Warn = warnings.Add });

        Run(predictor, 2);
        Assert.IsEmpty(warnings);
        Run(predictor, 3);
        Run(predictor, 4);

        Assert.AreEqual(
            $"{package.Path}: 'batch' is 3 in the input 'image', but the export was verified up to 2. Its answers may differ from the "
            + "model's beyond that. To verify further, export with a bound such as \"; batch: 1..3\".",
            string.Join('\n', warnings));
    }

    [TestMethod]
    public void Sizes_that_a_specification_bounds_are_not_looked_at()
    {
        using var package = TestPackage.Classifier();
        var warnings = new List<string>();
        using var predictor = Predictor.Load(package.Path, new() { Warn = warnings.Add });
        Run(predictor, 1000);
        Assert.IsEmpty(warnings);
    }

    private static void Run(Predictor predictor, int batch) =>
        predictor.RunGraph(new Dictionary<string, object> { ["image"] = Tensor.Create<float>(new float[4 * batch], [batch, 1, 2, 2]) });
}
