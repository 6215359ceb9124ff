using CsCheck;
using Tfaip.Processors.Parameters;
using Tfaip.Training.Configuration;
using Tfaip.Training.Descriptions;
using Tfaip.Training.Tests.Configuration;

namespace Tfaip.Training.Tests.Descriptions;

[TestClass]
public sealed class CommentedConfigTests
{
    [TestMethod]
    public void Each_parameter_has_its_description_above_and_its_origin_beside()
    {
        var (inspection, _) = Described.Of(
            ["name: me\nengine: {type: diesel, cylinders: 12, starter: crank}\nhelpers: [{type: steam, power: 3}]\nweights: {side: 0.5}\n"], "--brake.blocks", "5", "6", "--rounds", "7");
        Assert.AreEqual("", CommentedConfig.Of(inspection.Value!, inspection.Root, Described.Catalog));
    }

    [TestMethod]
    public void Read_again_it_gives_the_identical_tree() => RandomTrees.Runs.Sample(
        run =>
        {
            var written = ParameterEmitter.Emit(run.Parameters);
            var inspection = ParameterBinder.Inspect(run.Scenario.RunParamsType, written, run.Scenario.Catalog);
            var text = CommentedConfig.Of(inspection.Value!, inspection.Root, run.Scenario.Catalog);
            return YamlWriter.Write(written) == YamlWriter.Write(ParameterEmitter.Emit(run.Scenario.Bind(new LoadedConfig(YamlReader.Read(text, "/runs/config.yaml"), []))));
        },
        iter: 300, print: run => YamlWriter.Write(ParameterEmitter.Emit(run.Parameters)));
}
