using Tfaip.Parameters;
using Tfaip.Training.Tests.Loop;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Optimization.Groups;

[TestClass]
public sealed class FreezingTests
{
    [TestMethod]
    [DataRow(new[] { "hidden.*", @"norm\.(weight|bias)" }, new[] { "hidden.weight", "hidden.bias", "norm.weight", "norm.bias" })]
    [DataRow(
        new[] { @"norm\..*" }, new[] { "norm.weight", "norm.bias", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked" })]
    public void Row033_What_is_frozen_keeps_its_bits_and_the_rest_learns(string[] freeze, string[] frozen)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var run = new ToyRun(folder.Path, ToyRun.Parameters with { Epochs = 1, Freeze = freeze });
        var before = run.Model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());

        run.Trainer.Train();

        var kept = run.Model.state_dict().Where(entry => entry.Value.equal(before[entry.Key]).all().item<bool>()).Select(entry => entry.Key)
            .ToArray();
        CollectionAssert.AreEquivalent(frozen, kept);
    }

    [TestMethod]
    public void A_pattern_that_matches_nothing_is_refused()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.ThrowsExactly<TfaipException>(() => new ToyRun(folder.Path, ToyRun.Parameters with { Freeze = [@"hiden\..*"] }));

        Assert.AreEqual(
            "trainer.freeze: 'hiden\\..*' matches no parameter or buffer. An expression must match a whole name. Did you mean "
            + "'hidden.weight' or 'hidden.bias'? "
            + "The model has: hidden.weight, hidden.bias, norm.weight, norm.bias, head.weight, head.bias, norm.running_mean, "
            + "norm.running_var and 1 more.",
            error.Message);
    }

    [TestMethod]
    public void A_group_that_matches_nothing_is_refused()
    {
        using var folder = new TemporaryFolder();
        var parameters = ToyRun.Parameters with { ParameterGroups = [new() { Parameters = ["head.weigth"] }] };
        var error = Assert.ThrowsExactly<TfaipException>(() => new ToyRun(folder.Path, parameters));

        Assert.AreEqual(
            "trainer.parameter_groups.0.parameters: 'head.weigth' matches no parameter. An expression must match a whole name. Did you "
            + "mean 'head.weight'? The model has: hidden.weight, hidden.bias, norm.weight, norm.bias, head.weight, head.bias.",
            error.Message);
    }
}
