using System.Text.Json.Nodes;
using CsCheck;
using Json.Schema;
using Tfaip.Commands.Schemas;
using Tfaip.Configuration.Descriptions.Schemas;
using Tfaip.Configuration.Interpolation;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Trees;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;
using Tfaip.Training.Tests.Configurations;

namespace Tfaip.Commands.Tests.Schemas;

/// <summary>The schemas of the repository's scenarios, with the binder as the judge of what is valid.</summary>
[TestClass]
public sealed class TreeSchemaTests
{
    private static readonly IReadOnlyDictionary<ScenarioDefinition, JsonSchema> Schemas =
        RandomTrees.Scenarios.ToDictionary(scenario => scenario, scenario => JsonSchema.FromText(TreeSchema.Of(scenario).ToJsonString()));

    private static readonly JsonSchema Generic = JsonSchema.FromText(TreeSchema.OfAnyScenario().ToJsonString());

    [TestMethod]
    public void Valid_configurations_are_accepted() => RandomTrees.Runs.Sample(
        run =>
        {
            var tree = Tree(run.Parameters);
            return Errors(Schemas[run.Scenario], tree) is { Length: 0 } && Errors(Generic, tree) is { Length: 0 };
        },
        iter: 1000, print: run => $"{Errors(Schemas[run.Scenario], Tree(run.Parameters))}{Errors(Generic, Tree(run.Parameters))}\n"
            + $"{YamlWriter.Write(Tree(run.Parameters))}");

    [TestMethod]
    public void Mutated_configurations_are_refused_as_the_binder_refuses_them()
    {
        var (refused, accepted, together) = (0, 0, 0);
        Gen.Select(RandomTrees.Runs, Gen.Int).Sample(
            (run, seed) =>
            {
                var mutated = TreeMutation.Mutate(Tree(run.Parameters), new Random(seed));
                var errors = run.Scenario.Inspect(new LoadedConfig(mutated, [])).Errors;
                // What parameters must be together, no schema can tell.
                var isSeen = errors.Any(error => !TreeMutation.IsCrossField(error));
                if (errors.Count == 0) Interlocked.Increment(ref accepted);
                else if (isSeen) Interlocked.Increment(ref refused);
                else Interlocked.Increment(ref together);
                return isSeen == Errors(Schemas[run.Scenario], mutated).Length > 0;
            },
            iter: 1500, print: sample => Print(sample.Item1, sample.Item2));
        Assert.IsGreaterThanOrEqualTo(1000, refused, $"accepted: {accepted}, refused for what parameters are together: {together}");
    }

    [TestMethod]
    public void What_CSharp_requires_the_schema_requires_and_gives_it_no_default()
    {
        // ReferenceDocumentTests holds the file to the scenario.
        var schema = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "models", "digits", "config.schema.json"));
        var split = JsonNode.Parse(schema)!["$defs"]!["generator.split"]!;

        CollectionAssert.AreEqual(new[] { "source", "part" }, split["required"]!.AsArray().Select(name => (string?)name).ToArray());
        Assert.IsNull(split["properties"]!["part"]!["default"]);
    }

    [TestMethod]
    [DataRow("include: base.yaml\n")]
    [DataRow("include: [a.yaml, b.yaml]\ntrainer: {optimizer: {momentum: 0.9}}\n")]
    [DataRow("scenario: a\ntrainer: {epochs: '${env:EPOCHS:3}', optimizer: sgd}\n")]
    [DataRow("scenario: a\ntrainer: '${model}'\ndata: {pre_processing: '${data.post_processing}', pipeline: {shuffle: "
        + "'${env:SHUFFLE}'}}\n")]
    [DataRow("scenario: a\ntrainer: {optimizer: {type: '${env:OPTIMIZER}', momentum: 0.9}, schedule: {type: cosine, per: '${env:PER}'}}\n")]
    [DataRow("scenario: a\ntrainer: {optimizer: {beta1: 0.5}}\nmodel: {graph: {type: mlp, nodes: [5]}}\n")]
    public void Files_as_people_write_them_are_accepted(string file) =>
        Assert.AreEqual("", Errors(Mnist, YamlReader.Read(file, "config.yaml")));

    [TestMethod]
    [DataRow("include: base.yaml\ntrainer: {optimizer: {momentun: 0.9}}\n")]
    [DataRow("include: [1]\n")]
    [DataRow("trainer: {epochs: 3}\n")]
    [DataRow("scenario: a\ntrainer: {optimizer: {momentum: 0.5}}\n")]
    [DataRow("scenario: a\ntrainer: {optimizer: sdg}\n")]
    [DataRow("scenario: a\ndata: {pre_processing: [scale]}\n")]
    [DataRow("scenario: a\ndata: {pre_processing: [{key: image}]}\n")]
    [DataRow("scenario: a\ntrainer: {epochs: 10k}\n")]
    public void Files_with_errors_are_refused(string file) => Assert.AreNotEqual("", Errors(Mnist, YamlReader.Read(file, "config.yaml")));

    [TestMethod]
    public void Without_a_scenario_its_own_parameters_and_variants_are_left_open()
    {
        Assert.AreEqual("", Errors(Generic, YamlReader.Read(
            "scenario: a\ndata: {path: x, pre_processing: [{type: own, x: 1}, own]}\nmodel: {graph: {type: y}}\n", "config.yaml")));
        Assert.AreNotEqual(
            "", Errors(Generic, YamlReader.Read("scenario: a\ndata: {pre_processing: [{type: scale, kei: 1}]}\n", "config.yaml")));
        Assert.AreNotEqual("", Errors(Generic, YamlReader.Read("scenario: a\ntrainer: {epoch: 1}\n", "config.yaml")));
    }

    private static JsonSchema Mnist => Schemas.Single(schema => schema.Key.Name == "Mnist").Value;

    private static string Print((ScenarioDefinition Scenario, IRunParams Parameters) run, int seed)
    {
        var mutated = TreeMutation.Mutate(Tree(run.Parameters), new Random(seed));
        var errors = run.Scenario.Inspect(new LoadedConfig(mutated, [])).Errors;
        return $"binder: {string.Join("; ", errors)}\nschema: {Errors(Schemas[run.Scenario], mutated)}\n{YamlWriter.Write(mutated)}";
    }

    private static ConfigNode Tree(IRunParams parameters) => ExpressionText.Escape(ParameterEmitter.Emit(parameters));

    private static string Errors(JsonSchema schema, ConfigNode tree)
    {
        var results = schema.Evaluate(JsonSerializerElement(tree), new EvaluationOptions { OutputFormat = OutputFormat.List });
        if (results.IsValid) return "";
        return string.Join("\n", (results.Details ?? []).Where(detail => detail.Errors is not null)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")).Distinct()
            .Prepend("refused"));
    }

    private static System.Text.Json.JsonElement JsonSerializerElement(ConfigNode tree) =>
        System.Text.Json.JsonDocument.Parse(SchemaJson.Of(tree).ToJsonString()).RootElement;
}
