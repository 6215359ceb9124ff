using Tfaip.Commands.Verbs;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Training.Tests;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed class ScenarioReferenceTests
{
    [TestMethod]
    public void A_scenario_may_have_variables_relative_to_the_file()
    {
        var digits = Path.Combine(Repository.Root, "models", "digits", "Digits.csproj");
        Assert.AreEqual(digits, Of("scenario: ${env:MODELS:../models}/digits/Digits.csproj"));
        Assert.AreEqual(digits, Of("scenario: ${env:PROJECT}"));
    }

    [TestMethod]
    [DataRow("scenario: ${env:NONE}", "runs.yaml:1:11: The environment variable NONE is not set. Set it, or give a default: "
        + "${env:NONE:default}.")]
    [DataRow("scenario: ${output}.csproj", "runs.yaml:1:11: ${output}: scenario is needed before there are parameters; it can have "
        + "${env:NAME} alone.")]
    public void Other_expressions_are_refused(string yaml, string expected) => Assert.AreEqual(
        expected, Assert.ThrowsExactly<ConfigurationException>(() => Of(yaml)).Message.Split("models/")[^1]);

    private static string Of(string yaml) => ScenarioReference.Of(ConfigFile.Load(
        Path.Combine(Repository.Root, "models", "runs.yaml"),
        [],
        (_, _) => yaml,
        name => name == "PROJECT" ? "digits/Digits.csproj" : null));
}
