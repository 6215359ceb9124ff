using CsCheck;
using Tfaip.Configuration.Descriptions;
using Tfaip.Configuration.Reading;
using Tfaip.Configuration.Tests.Descriptions;
using Tfaip.Parameters.Binding;
using Tfaip.Training.Tests.Configurations;

namespace Tfaip.Commands.Tests.Schemas;

[TestClass]
public sealed class CommentedConfigTests
{
    [TestMethod]
    public void Each_parameter_has_its_description_above_and_its_origin_beside()
    {
        var (inspection, _) = Described.Of(
            ["name: me\nengine: {type: diesel, cylinders: 12, starter: crank}\nhelpers: [{type: steam, power: 3}]\nweights: {side: 0.5}\n"],
            "--brake.blocks",
            "5",
            "6",
            "--rounds",
            "7");
        Assert.AreEqual(
        """
        # How often it is done. (whole number, at least 1)
        rounds: 7 # argument 5 (--rounds)
        # The file to read; without one there is nothing to read. (path or null)
        input: null
        # Who asks. (text, not empty)
        name: me # config.yaml:1:7

        # What drives it. (one of diesel, steam)
        engine:
          type: diesel # config.yaml:2:16
          # Power in megawatts. (number, at least 0)
          power: 1
          # Cylinders. (whole number, one of 6, 8, 12)
          cylinders: 12 # config.yaml:2:35
          # What starts it. (text, not empty)
          starter: crank # config.yaml:2:48
          # What cools it.
          fan:
            # What presses. (one of steam_or_hand, air)
            force: air
            # The widths of the blocks. (list of whole numbers, at least 1 element, each from 1 to 100)
            blocks: [10, 20]
            # How long it takes. (time span or null)
            time: null

        # How it stops.
        brake:
          # What presses. (one of steam_or_hand, air)
          force: steam_or_hand
          # The widths of the blocks. (list of whole numbers, at least 1 element, each from 1 to 100)
          blocks: [5, 6] # argument 2 (--brake.blocks)
          # How long it takes. (time span or null)
          time: null

        # Engines for hills, the first one for the steepest. (list of diesel, steam)
        helpers: # config.yaml:3:10
          - type: steam # config.yaml:3:18
            # Power in megawatts. (number, at least 0)
            power: 3 # config.yaml:3:32
            # Pressure in bar. (number, greater than 0 and at most 20)
            pressure: 12
        # Weights of the losses by name. (mapping of names to numbers)
        weights: # config.yaml:4:10
          side: 0.5 # config.yaml:4:17
        """.ReplaceLineEndings("\n"), CommentedConfig.Of(inspection.Value!, inspection.Root, Described.Catalog)[..^1]);
    }

    [TestMethod]
    public void Read_again_it_gives_the_identical_tree() => RandomTrees.Runs.Sample(
        run =>
        {
            var written = ParameterEmitter.Emit(run.Parameters);
            var inspection = ParameterBinder.Inspect(run.Scenario.RunParamsType, written, run.Scenario.Catalog);
            var text = CommentedConfig.Of(inspection.Value!, inspection.Root, run.Scenario.Catalog);
            return YamlWriter.Write(written) == YamlWriter.Write(
                ParameterEmitter.Emit(run.Scenario.Bind(new LoadedConfig(YamlReader.Read(text, "/runs/config.yaml"), []))));
        },
        iter: 300, print: run => YamlWriter.Write(ParameterEmitter.Emit(run.Parameters)));
}
