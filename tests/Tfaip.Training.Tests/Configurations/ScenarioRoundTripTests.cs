using CsCheck;
using Tfaip.Configuration.Reading;
using Tfaip.Configuration.Tests.Reading;
using Tfaip.Parameters.Binding;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;
using Tfaip.Training.Runs;

namespace Tfaip.Training.Tests.Configurations;

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
        var folder = new RunFolder("/runs/a");
        var yaml = folder.ConfigOf(run.Parameters);
        // As a run is resumed: texts that look like expressions are none.
        var read = ConfigFile.Load(
            folder.In(RunFiles.Config), [], (_, _) => yaml, _ => throw new AssertFailedException("There is no variable."));
        var again = run.Scenario.Bind(read);
        Assert.AreEqual(yaml, folder.ConfigOf(again));
        Assert.AreEqual(
            NodeText.Of(ParameterEmitter.Emit(run.Parameters.WithOutput("/runs/a"))), NodeText.Of(ParameterEmitter.Emit(again)));
    }, iter: 500, print: Print);

    private static string Print((ScenarioDefinition Scenario, IRunParams Parameters) run) =>
        YamlWriter.Write(ParameterEmitter.Emit(run.Parameters));
}
