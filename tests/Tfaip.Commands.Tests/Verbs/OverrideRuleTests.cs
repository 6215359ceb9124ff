using Tfaip.Commands.Verbs;
using Tfaip.Parameters.Streams;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed class OverrideRuleTests
{
    [TestMethod]
    [DataRow("--trainer.epochs", "20")]
    [DataRow("--trainer.checkpoint.keep=3")]
    [DataRow("--data.pipeline.workers", "2", "--export", "none")]
    public void What_cannot_change_a_weight_may_be_given(params string[] arguments) =>
        ResumeVerb.Rule.Check([new(arguments, 3)]);

    [TestMethod]
    [DataRow("argument 5 (--seed)", "--trainer.epochs", "5", "--seed", "2")]
    [DataRow("argument 3 (--trainer.epochs_more)", "--trainer.epochs_more=5")]
    [DataRow("argument 3 (--trainer)", "--trainer", "5")]
    [DataRow("argument 3 (--data.pre_processing+)", "--data.pre_processing+", "scale")]
    public void Anything_else_is_refused(string place, params string[] arguments)
    {
        var error = Assert.ThrowsExactly<CommandLineException>(() => ResumeVerb.Rule.Check([new(arguments, 3)]));

        Assert.AreEqual(
            $"{place}: a resumed run keeps this parameter, so that it ends as if it had not been interrupted. It may change "
            + "trainer.epochs, trainer.early_stopping, trainer.checkpoint, trainer.predictions, trainer.threads, data.pipeline.workers, "
            + "data.pipeline.prefetch, export. "
            + "For another run, train its config.yaml into another folder: tfaip-train RUN/config.yaml --output FOLDER …",
            error.Message);
    }
}
