using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Scenarios.Generic;

namespace Tfaip.Training.Tests.Definition;

[TestClass]
public sealed class ParameterCompletionTests
{
    [TestMethod]
    public void A_model_takes_its_numbers_from_the_data()
    {
        using var scenario = new FlowerScenario(FlowerScenario.Data);

        var parameters = scenario.Complete();

        var model = (FlowerModelParams)parameters.Model;
        Assert.AreEqual((2, 3), (model.Features, model.Head.Classes));
        using var created = scenario.Definition.CreateModel(parameters);
        Assert.AreEqual((2 * 3) + 3, created.parameters().Sum(parameter => parameter.numel()));
    }

    [TestMethod]
    public void Numbers_that_are_given_and_right_are_kept()
    {
        using var scenario = new FlowerScenario($"{FlowerScenario.Data}model: {{ features: 2, head: {{ classes: 3 }} }}\n");
        Assert.AreEqual(3, ((FlowerModelParams)scenario.Complete().Model).Head.Classes);
    }

    [TestMethod]
    [DataRow("head: { classes: 4 }", "config.yaml:7:27: model.head.classes is 4, but there are 3 values of 'species: int64[batch] in "
        + "0..2'. Leave it out, or correct it.")]
    [DataRow("features: 5", "config.yaml:7:20: model.features is 5, but the axis 1 of 'size: float32[batch, 2]' has the length 2. Leave it "
        + "out, or correct it.")]
    public void Numbers_that_are_given_and_wrong_are_refused(string model, string message)
    {
        using var scenario = new FlowerScenario($"{FlowerScenario.Data}model: {{ {model} }}\n");
        Assert.AreEqual(message, scenario.Refuse());
    }

    [TestMethod]
    public void A_target_without_bounds_does_not_say_how_many_classes_there_are()
    {
        const string Data =
            """
            data:
              training: { type: csv, path: flowers.csv, has_header: true, inputs: { size: 1..2 }, targets: { species: petal as float32 } }
              pre_processing: [{ type: cast, key: species, side: targets, dtype: int64 }]
              pipeline: { batch_size: 4 }

            """;
        using var scenario = new FlowerScenario(Data);
        using var given = new FlowerScenario($"{Data}model: {{ head: {{ classes: 7 }} }}\n");

        Assert.AreEqual(
            "config.yaml:3:3: model.head.classes is taken from 'species: int64[batch]', which does not say how many values there are. "
            + "Write them down in data.targets, such as 'species: int64[batch] in 0..9', or give the number.",
            scenario.Refuse());
        Assert.AreEqual(7, ((FlowerModelParams)given.Complete().Model).Head.Classes);
    }

    [TestMethod]
    public void A_tensor_that_the_data_do_not_have_is_named()
    {
        using var scenario = new FlowerScenario(
            "data: { training: { type: csv, path: flowers.csv, has_header: true, inputs: { size: 1..2 } } }\n");
        Assert.AreEqual(
            "config.yaml:2:7: model.head.classes is taken from 'species', which is neither an input nor a target of the "
            + "data; there are 'size'.",
            scenario.Refuse());
    }

    [TestMethod]
    public void A_length_that_is_free_must_be_given()
    {
        const string Data =
            """
            data:
              training: { type: csv, path: flowers.csv, has_header: true, inputs: { size: 1..2 }, targets: { species: species as string } }
              pre_processing: [{ type: label_map, key: species, side: targets, labels: [ash, birch, cedar] }]
              inputs: ['size: float32[batch, features]']

            """;
        using var scenario = new FlowerScenario(Data);
        Assert.AreEqual(
            "config.yaml:5:11: model.features is taken from the axis 1 of 'size: float32[batch, features]', whose length is free. Give it "
            + "in the configuration.",
            scenario.Refuse());
    }

    [TestMethod]
    public void What_the_attribute_cannot_stand_for_is_refused()
    {
        using var text = new FlowerScenario(FlowerScenario.Data, typeof(TextModel));
        using var axis = new FlowerScenario(FlowerScenario.Data, typeof(AxisModel));
        Assert.AreEqual("TextModelParams.Classes: [FromData] is for whole numbers. Make it an int or a long.", text.Refuse());
        Assert.AreEqual(
            "AxisModelParams.Features: [FromData] names the axis 2 of 'size: float32[batch, 2]', which has the axes 0 to 1.",
            axis.Refuse());
    }

    [TestMethod]
    public void Parameters_made_in_code_have_no_place_in_a_file()
    {
        using var scenario = new FlowerScenario(FlowerScenario.Data);
        var bound = (RunParams<GenericDataParams, FlowerModelParams>)scenario.Bind();
        var made = new RunParams<GenericDataParams, FlowerModelParams> { Data = bound.Data, Model = new() { Features = 9 } };

        Assert.AreEqual(
            "model.features is 9, but the axis 1 of 'size: float32[batch, 2]' has the length 2. Leave it out, or correct it.",
            Assert.Throws<Tfaip.Parameters.TfaipException>(() => scenario.Definition.Complete(made)).Message);
    }

    public sealed record TextModelParams : ModelParams
    {
        [FromData("species")]
        public string Classes { get; init; } = "";
    }

    public sealed record AxisModelParams : ModelParams
    {
        [FromData("size", Axis = 2)]
        public int Features { get; init; }
    }

    public sealed class TextModel(TextModelParams p) : NoModel<TextModelParams>(p);

    public sealed class AxisModel(AxisModelParams p) : NoModel<AxisModelParams>(p);

    public abstract class NoModel<T>(T p) : Model<T>(p)
        where T : ModelParams
    {
        public override TensorMap Forward(TensorMap inputs) => throw new NotSupportedException();

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) => throw new NotSupportedException();
    }
}
