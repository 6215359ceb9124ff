using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Definition;
using Tfaip.Training.Metrics;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Training.Tests.Definition;

[TestClass]
public sealed class ScenarioDefinitionTests
{
    private static readonly Type[] Toy = [typeof(ToyModel), typeof(ToyData)];

    [TestMethod]
    public void The_classes_of_a_scenario_are_found_and_created()
    {
        var definition = Find([.. Toy, typeof(FirstEvaluator), typeof(Named)]);
        var parameters = new RunParams<ToyDataParams, ToyModelParams> { Model = new() { Hidden = 3 } };

        Assert.AreEqual("toy", definition.Name);
        Assert.AreEqual(typeof(RunParams<ToyDataParams, ToyModelParams>), definition.RunParamsType);
        Assert.IsInstanceOfType<ToyData>(definition.CreateData(parameters));
        Assert.IsInstanceOfType<FirstEvaluator>(definition.CreateEvaluator());
        using var model = definition.CreateModel(parameters);
        CollectionAssert.AreEqual((long[])[3, 4], model.state_dict()["hidden.weight"].shape);
    }

    [TestMethod]
    public void Without_a_scenario_class_the_assembly_names_it_and_nothing_evaluates()
    {
        var definition = Find(Toy);

        Assert.AreEqual("Tfaip.Training.Tests", definition.Name);
        Assert.IsNull(definition.CreateEvaluator());
    }

    [TestMethod]
    public void A_tree_is_bound_with_the_scenarios_own_variants()
    {
        var tree = YamlReader.Read(
            """
            scenario: Toy.csproj
            data:
              pre_processing: [{type: toy_noise, amplitude: 0.5}]
              pipeline: {batch_size: 2}
            model: {hidden: 5}
            trainer: {optimizer: {type: sgd, momentum: 0.9}, schedule: cosine}
            """,
            "/toy/config.yaml");

        var bound = (RunParams<ToyDataParams, ToyModelParams>)Find(Toy).Bind(tree);

        Assert.AreEqual(new ToyNoiseParams { Amplitude = 0.5 }.Amplitude, ((ToyNoiseParams)bound.Data.PreProcessing[0]).Amplitude);
        Assert.AreEqual(5, bound.Model.Hidden);
        Assert.AreEqual("/toy/Toy.csproj", bound.Scenario);
        Assert.AreEqual(1e-3, bound.Trainer.Optimizer.LearningRate);
        Assert.AreEqual(1ul, bound.Seed);
    }

    [TestMethod]
    [DataRow("{type: mlp, nodes: [64, 32]}", (784 * 64) + 64 + (64 * 32) + 32 + (32 * 10) + 10)]
    [DataRow("{type: cnn, filters: [4, 8], dense: [20]}", (4 * 4) + 4 + (8 * 4 * 4) + 8 + (8 * 7 * 7 * 20) + 20 + (20 * 10) + 10)]
    public void Row039_The_graph_is_chosen_in_the_tree(string graph, int parameters)
    {
        var definition = ScenarioDefinition.Find(typeof(Mnist.MnistModel).Assembly);
        var bound = definition.Bind(YamlReader.Read($"{{scenario: Mnist.csproj, model: {{graph: {graph}}}}}", "/mnist/config.yaml"));

        using var model = definition.CreateModel(bound);

        Assert.AreEqual(parameters, model.parameters().Sum(parameter => parameter.numel()));
    }

    [TestMethod]
    public void Row038_A_missing_or_second_class_of_a_scenario_is_named()
    {
        Assert.AreEqual(
            "Tfaip.Training.Tests: a scenario has exactly one model: a public class derived from Model<TParams>. Found: none.",
            Refuse([typeof(ToyData)]));
        Assert.AreEqual(
            "Tfaip.Training.Tests: a scenario has at most one data class: a public class derived from Data<TParams>. Found: "
            + "Tfaip.Training.Tests.Definition.ScenarioDefinitionTests+SecondData, Tfaip.Training.Tests.Loop.ToyData.",
            Refuse([.. Toy, typeof(SecondData)]));
        Assert.AreEqual(
            "Tfaip.Training.Tests: a scenario has exactly one model: a public class derived from Model<TParams>. Found: "
            + "Tfaip.Training.Tests.Definition.ScenarioDefinitionTests+SecondModel, Tfaip.Training.Tests.Loop.ToyModel.",
            Refuse([.. Toy, typeof(SecondModel)]));
        Assert.AreEqual(
            "Tfaip.Training.Tests: a scenario has at most one public class derived from Evaluator. Found: "
            + "Tfaip.Training.Tests.Definition.ScenarioDefinitionTests+FirstEvaluator, "
            + "Tfaip.Training.Tests.Definition.ScenarioDefinitionTests+SecondEvaluator.",
            Refuse([.. Toy, typeof(SecondEvaluator), typeof(FirstEvaluator)]));
    }

    [TestMethod]
    public void A_scenario_without_a_data_class_has_that_of_the_generators() =>
        Assert.AreEqual(typeof(RunParams<GenericDataParams, ToyModelParams>), Find([typeof(ToyModel)]).RunParamsType);

    [TestMethod]
    public void A_constructor_that_cannot_be_called_is_named()
    {
        var definition = Find([typeof(ToyData), typeof(OddModel)]);

        Assert.AreEqual(
            "Tfaip.Training.Tests.Definition.ScenarioDefinitionTests+OddModel: must have exactly one public constructor, that takes "
            + "ToyModelParams alone.",
            Assert.ThrowsExactly<TfaipException>(() => definition.CreateModel(new RunParams<ToyDataParams, ToyModelParams>())).Message);
    }

    [TestMethod]
    public void Parameters_without_defaults_are_refused() => Assert.AreEqual(
        "Tfaip.Training.Tests.Definition.ScenarioDefinitionTests+NoDefaults: the parameters of a model and of its data "
        + "are records that can be created without arguments, so that every property has a default.",
        Refuse([typeof(ToyModel), typeof(NoDefaultsData)]));

    private static string Refuse(Type[] types) => Assert.ThrowsExactly<TfaipException>(() => Find(types)).Message;

    private static ScenarioDefinition Find(Type[] types) => new(typeof(ScenarioDefinitionTests).Assembly, types);

    public sealed class Named : Scenario
    {
        public override string? Name => "toy";
    }

    public sealed class SecondData(ToyDataParams p) : ToyData(p);

    public sealed class SecondModel(ToyModelParams p) : ToyModel(p);

    public sealed class OddModel(ToyModelParams p, int more) : ToyModel(p)
    {
        public int More { get; } = more;
    }

    public sealed record NoDefaults(int Size) : DataParams;

    public sealed class NoDefaultsData(NoDefaults p) : Data<NoDefaults>(p)
    {
        public override IReadOnlyList<TensorSpec> Inputs => [];

        public override IReadOnlyList<TensorSpec> Targets => [];

        public override ISampleSource? Open(PipelineMode mode) => null;
    }

    public class FirstEvaluator : Evaluator
    {
        public override void Reset()
        {
        }

        public override void Update(Sample sample)
        {
        }

        public override IReadOnlyDictionary<string, double> Result() => new Dictionary<string, double>();
    }

    public sealed class SecondEvaluator : FirstEvaluator;
}
