using Tfaip.Training.Commands;

namespace Tfaip.Training.Tests.Commands;

[TestClass]
public sealed class ArgumentSplitTests
{
    [TestMethod]
    [DataRow("config.yaml", "config.yaml", "")]
    [DataRow("config.yaml --seed 3", "config.yaml", "2: --seed 3")]
    [DataRow("resume runs/x --trainer.epochs=5 --verbose", "resume runs/x --verbose", "3: --trainer.epochs=5")]
    [DataRow("--verbose config.yaml --a.b 1 -2 3 --overwrite --c", "--verbose config.yaml --overwrite", "3: --a.b 1 -2 3 | 8: --c")]
    [DataRow("--seed=3 config.yaml", "config.yaml", "1: --seed=3")]
    [DataRow("--a.b=1 --c 2 --help", "--help", "1: --a.b=1 --c 2")]
    [DataRow("config.yaml --verbose=true", "config.yaml", "2: --verbose=true")]
    [DataRow("-x config.yaml", "-x config.yaml", "")]
    [DataRow("", "", "")]
    public void Parameters_are_told_from_fixed_options(string arguments, string fixedOnes, string overrides)
    {
        var split = ArgumentSplit.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.AreEqual(fixedOnes, string.Join(' ', split.Fixed));
        Assert.AreEqual(
            overrides, string.Join(" | ", split.Overrides.Select(o => $"{o.FirstPosition}: {string.Join(' ', o.Arguments)}")));
    }
}
