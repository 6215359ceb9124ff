using Tfaip.Commands.Verbs;
using Tfaip.Parameters;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed class OptionAdviceTests
{
    [TestMethod]
    [DataRow("--overwite", "argument 2 (--overwite): Wrong. Did you mean --overwrite?")]
    [DataRow("--Verbose", "argument 2 (--Verbose): Wrong. Did you mean --verbose?")]
    [DataRow("--print_config", "argument 2 (--print_config): Wrong. Did you mean --print-config?")]
    [DataRow("--config-print", "argument 2 (--config-print): Wrong. Did you mean --print-config?")]
    [DataRow("--seed", "argument 2 (--seed): Wrong.")]
    [DataRow("--trainer.verbos", "argument 2 (--trainer.verbos): Wrong.")]
    public void A_misspelt_option_is_known(string argument, string expected) =>
        Says(new(new ArgumentOrigin(2, argument), "Wrong."), expected);

    [TestMethod]
    public void A_parameter_that_is_nearer_stays() => Says(
        new(new ArgumentOrigin(2, "--verbosi"), "Wrong.") { Fix = "Did you mean --model.verbosity?", Suggestions = ["model.verbosi_"] },
        "argument 2 (--verbosi): Wrong. Did you mean --model.verbosity?");

    [TestMethod]
    public void A_key_of_a_file_is_no_option() => Says(new(new FileOrigin("c.yaml", 1, 1), "Wrong."), "c.yaml:1:1: Wrong.");

    private static void Says(ConfigurationError error, string expected) =>
        Assert.AreEqual(expected, OptionAdvice.AddTo(new ConfigurationException([error])).Message);
}
