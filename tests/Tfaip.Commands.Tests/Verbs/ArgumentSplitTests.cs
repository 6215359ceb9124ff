using Tfaip.Commands.Verbs;
using Tfaip.Parameters.Streams;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed class ArgumentSplitTests
{
    [TestMethod]
    [DataRow("config.yaml", "config.yaml", "")]
    [DataRow("config.yaml --seed 3", "config.yaml", "2: --seed 3")]
    [DataRow("resume runs/x --trainer.epochs=5 --verbose", "resume runs/x --verbose", "3: --trainer.epochs=5")]
    [DataRow("--verbose config.yaml --a.b 1 -2 3 --overwrite --c", "--verbose config.yaml --overwrite", "3: --a.b 1 -2 3 | 8: --c")]
    [DataRow("--seed=3 config.yaml", "config.yaml", "1: --seed=3")]
    [DataRow("--a.b=1 --c 2 --help", "--help ", "1: --a.b=1 | 2: --c 2")]
    [DataRow("config.yaml --help trainer.optimizer", "config.yaml --help=trainer.optimizer", "")]
    [DataRow("config.yaml --help=trainer --a 1", "config.yaml --help=trainer", "3: --a 1")]
    [DataRow("--help config.yaml", "--help  config.yaml", "")]
    [DataRow("--help configs/a --help", "--help  configs/a --help ", "")]
    [DataRow("--help --a 1 -- config.yaml --b", "--help  -- config.yaml --b", "2: --a 1")]
    [DataRow("-x config.yaml", "-x config.yaml", "")]
    [DataRow("", "", "")]
    public void Parameters_are_told_from_fixed_options(string arguments, string fixedOnes, string overrides)
    {
        var split = ArgumentSplit.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.AreEqual(fixedOnes, string.Join(' ', split.Fixed));
        Assert.AreEqual(
            overrides, string.Join(" | ", split.Overrides.Select(o => $"{o.FirstPosition}: {string.Join(' ', o.Arguments)}")));
    }

    [TestMethod]
    public void A_flag_has_no_value() => Assert.AreEqual(
        "argument 2 (--verbose): this option has no value; write --verbose alone.",
        Assert.ThrowsExactly<CommandLineException>(() => ArgumentSplit.Of(["config.yaml", "--verbose=true"])).Message);
}
