using CsCheck;
using Tfaip.Processors.Parameters;
using Tfaip.Training.Configuration;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Tests.Configuration;

/// <summary>Random trees of the scenarios of this repository, to YAML and back.</summary>
[TestClass]
public sealed class ScenarioRoundTripTests
{
    [TestMethod]
    public void Tree_to_yaml_to_tree_is_the_identity() => RandomTrees.Runs.Sample(run =>
    {
        var tree = ParameterEmitter.Emit(run.Parameters);
        var yaml = YamlWriter.Write(tree);
        var read = YamlReader.Read(yaml, "/config.yaml");
        Assert.AreEqual(NodeText.Of(tree), NodeText.Of(read));
        Assert.AreEqual(NodeText.Of(tree), NodeText.Of(ParameterEmitter.Emit(run.Scenario.Bind(read))));
    }, iter: 500, print: Print);

    [TestMethod]
    public void A_resolved_file_gives_the_same_bytes_again() => RandomTrees.Runs.Sample(run =>
    {
        var yaml = YamlWriter.Write(ParameterEmitter.Emit(run.Parameters, relativeTo: "/runs/a"));
        var again = run.Scenario.Bind(YamlReader.Read(yaml, "/runs/a/config.yaml"));
        Assert.AreEqual(yaml, YamlWriter.Write(ParameterEmitter.Emit(again, relativeTo: "/runs/a")));
    }, iter: 500, print: Print);

    private static string Print((ScenarioDefinition Scenario, IRunParams Parameters) run) => YamlWriter.Write(ParameterEmitter.Emit(run.Parameters));
}
