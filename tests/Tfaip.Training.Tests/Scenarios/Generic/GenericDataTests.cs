using System.Text.RegularExpressions;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Tests.Scenarios.Generic;

[TestClass]
public sealed partial class GenericDataTests
{
    [TestMethod]
    public void Inputs_and_targets_are_found_in_the_samples_and_their_bounds_in_the_labels()
    {
        using var scenario = new FlowerScenario(FlowerScenario.Data);

        var data = scenario.Definition.CreateData(scenario.Bind());

        Assert.AreEqual("size: float32[batch, 2]", Text(data.Inputs));
        Assert.AreEqual("species: int64[batch] in 0..2", Text(data.Targets));
    }

    [TestMethod]
    public void A_complete_configuration_says_all_and_needs_no_samples_any_more()
    {
        using var scenario = new FlowerScenario(FlowerScenario.Data);
        var complete = scenario.Complete();
        File.Delete(scenario.In("flowers.csv"));

        var again = scenario.Definition.Complete(complete, look: false);

        var data = (GenericDataParams)again.Data;
        Assert.AreEqual("size: float32[batch, 2]", string.Join('\n', data.Inputs!));
        Assert.AreEqual("species: int64[batch] in 0..2", string.Join('\n', data.Targets!));
        Assert.AreEqual("petal, sepal", data.Csv!.Inputs["size"]);
        Assert.AreEqual((2, 3), (((FlowerModelParams)again.Model).Features, ((FlowerModelParams)again.Model).Head.Classes));
    }

    [TestMethod]
    public void Texts_are_no_inputs()
    {
        using var scenario = new FlowerScenario(
            """
            data:
              training: { type: csv, path: flowers.csv, has_header: true, inputs: { id: id as string, size: 1..2, height: sepal } }
            """);

        var data = scenario.Definition.CreateData(scenario.Bind());

        Assert.AreEqual("height: float32[batch]\nsize: float32[batch, 2]", Text(data.Inputs));
        Assert.AreEqual("", Text(data.Targets));
    }

    [TestMethod]
    public void Without_samples_to_evaluate_with_there_is_no_evaluation()
    {
        using var scenario = new FlowerScenario(
            "data: { training: { type: csv, path: flowers.csv, has_header: true, inputs: { size: 1..2 } } }");
        Assert.IsNull(scenario.Definition.CreateData(scenario.Bind()).Open(PipelineMode.Evaluation));
    }

    [TestMethod]
    public void A_length_that_differs_is_for_the_author_to_name()
    {
        using var scenario = Lines(
            """{"t": [1, 2, 3], "n": 1}""",
            """{"t": [4, 5], "n": 2}""");

        Assert.AreEqual(
            "After pre-processing, the input 't' is float32[3] in lines.jsonl:1, but float32[2] in lines.jsonl:2. "
            + "Write down data.inputs and name each axis whose length differs; axes of one name have the same length:\n"
            + "  - \"n: float32[batch]\"\n"
            + "  - \"t: float32[batch, t_1]\"",
            scenario.Refuse());
    }

    [TestMethod]
    public void Samples_of_two_types_are_refused()
    {
        using var scenario = Lines("""{"t": [1, 2], "n": 1}""", """{"t": 4, "n": 2}""");
        Assert.AreEqual(
            "After pre-processing, the input 't' is float32[2] in lines.jsonl:1, but a float32 number in lines.jsonl:2. "
            + "It must have one type and as many axes in each sample.",
            scenario.Refuse());
    }

    [TestMethod]
    public void Samples_without_a_tensor_are_refused()
    {
        using var scenario = new FlowerScenario(
            "data: { training: { type: csv, path: flowers.csv, has_header: true, inputs: { id: id as string } } }");
        Assert.AreEqual(
            "No input of the samples is a tensor or a number after pre-processing; ROW has 'id', a string. Make one by a processor in "
            + "data.pre_processing.",
            AnyRow().Replace(scenario.Refuse(), "ROW"));
    }

    [TestMethod]
    public void A_name_that_no_tensor_can_have_is_refused()
    {
        using var scenario = new FlowerScenario(
            "data: { training: { type: csv, path: flowers.csv, has_header: true, inputs: { 'my size': petal } } }");
        Assert.AreEqual(
            "The input 'my size' cannot be the name of a tensor, which holds no white space and none of : ; , [ ]. Give it another, by the "
            + "generator or by rename.",
            scenario.Refuse());
    }

    [TestMethod]
    public void A_processor_that_drops_every_sample_is_named_as_the_cause()
    {
        using var scenario = new FlowerScenario(
            """
            data:
              training: { type: csv, path: flowers.csv, has_header: true, inputs: { size: 1..2 } }
              pre_processing: [{ type: filter_length, key: size, min: 3 }]
            """);
        Assert.AreEqual(
            "The generator data.training gave no samples, or pre-processing dropped the first ones, so the model's inputs are not known. "
            + "Look at the generator and the processors, or write down data.inputs and data.targets.",
            scenario.Refuse());
    }

    [TestMethod]
    public void The_generator_must_be_given()
    {
        using var scenario = new FlowerScenario("data: { pipeline: { batch_size: 4 } }");
        Assert.AreEqual("config.yaml:2:7: data.training is required: give it a mapping.", scenario.Refuse());
    }

    [TestMethod]
    [DataRow("[]", "config.yaml:7:11: data.inputs: give at least one input, or leave inputs out.")]
    [DataRow("['size: float[batch, 2]']",
        "config.yaml:7:12: data.inputs.0: The tensor spec \"size: float[batch, 2]\" is wrong at character 7: there "
        + "is no element type 'float'; there are: float32, float64, float16, uint8, int8, int16, int32, int64, bool.")]
    [DataRow("['size: float32[batch, 2]', 'size: int64[batch]']", "config.yaml:7:39: data.inputs.1: there are two 'size'; "
        + "give each a name of its own.")]
    [DataRow("['size: float32[4, 2]']",
        "config.yaml:7:12: data.inputs.0: the first axis is not the batch axis. Begin with a free size: size: float32[batch, …].")]
    [DataRow("['size: float32[batch, 3]']",
        "config.yaml:7:12: data.inputs.0: after pre-processing, the input 'size' of ROW is float32[2], which is not 'size: float32[batch, "
            + "3]' without the batch axis.")]
    [DataRow("['size: int64[batch, 2]']",
        "config.yaml:7:12: data.inputs.0: after pre-processing, the input 'size' of ROW is float32[2], which is not 'size: int64[batch, "
            + "2]' without the batch axis.")]
    [DataRow("['length: float32[batch]']",
        "config.yaml:7:12: data.inputs.0: after pre-processing, ROW has no input 'length'; it has: size.")]
    public void What_is_written_down_is_held_against_the_samples(string inputs, string message)
    {
        using var scenario = new FlowerScenario($"{FlowerScenario.Data}  inputs: {inputs}\n");
        Assert.AreEqual(message, AnyRow().Replace(scenario.Refuse(), "ROW"));
    }

    [TestMethod]
    public void Bounds_that_are_not_those_of_the_labels_are_refused()
    {
        using var scenario = new FlowerScenario($"{FlowerScenario.Data}  targets: ['species: int64[batch] in 0..3']\n");
        Assert.AreEqual(
            "config.yaml:7:13: data.targets.0: 'species' has values from 0 to 3 here, but by the labels of generator and processors there "
            + "are 3, from 0 to 2.",
            scenario.Refuse());
    }

    private static FlowerScenario Lines(params string[] lines)
    {
        var scenario = new FlowerScenario(
            "data: { training: { type: json_lines, path: lines.jsonl, inputs: { t: t, n: n } }, pipeline: { shuffle: false } }");
        File.WriteAllLines(scenario.In("lines.jsonl"), lines);
        return scenario;
    }

    // Samples are looked at in an order of their own.
    [GeneratedRegex("flowers.csv:[0-9]+")]
    private static partial Regex AnyRow();

    private static string Text(IEnumerable<TensorSpec> specs) => string.Join('\n', specs);
}
