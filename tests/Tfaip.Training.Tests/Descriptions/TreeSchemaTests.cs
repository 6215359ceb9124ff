using CsCheck;
using Json.Schema;
using Tfaip.Processors.Parameters;
using Tfaip.Training.Configuration;
using Tfaip.Training.Descriptions.Schemas;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tests.Configuration;

namespace Tfaip.Training.Tests.Descriptions;

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
        iter: 1000, print: run => $"{Errors(Schemas[run.Scenario], Tree(run.Parameters))}{Errors(Generic, Tree(run.Parameters))}\n{YamlWriter.Write(Tree(run.Parameters))}");

    [TestMethod]
    public void Mutated_configurations_are_refused_as_the_binder_refuses_them()
    {
        var (refused, accepted, together) = (0, 0, 0);
        Gen.Select(RandomTrees.Runs, Gen.Int).Sample(
            (run, seed) =>
            {
                var mutated = TreeMutation.Mutate(Tree(run.Parameters), new Random(seed));
                var errors = ParameterBinder.Inspect(run.Scenario.RunParamsType, mutated, run.Scenario.Catalog).Errors;
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

    private static string Print((ScenarioDefinition Scenario, IRunParams Parameters) run, int seed)
    {
        var mutated = TreeMutation.Mutate(Tree(run.Parameters), new Random(seed));
        var errors = ParameterBinder.Inspect(run.Scenario.RunParamsType, mutated, run.Scenario.Catalog).Errors;
        return $"binder: {string.Join("; ", errors)}\nschema: {Errors(Schemas[run.Scenario], mutated)}\n{YamlWriter.Write(mutated)}";
    }

    private static ConfigNode Tree(IRunParams parameters) => ParameterEmitter.Emit(parameters);

    private static string Errors(JsonSchema schema, ConfigNode tree)
    {
        var results = schema.Evaluate(JsonSerializerElement(tree), new EvaluationOptions { OutputFormat = OutputFormat.List });
        if (results.IsValid) return "";
        return string.Join("\n", (results.Details ?? []).Where(detail => detail.Errors is not null)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")).Distinct().Prepend("refused"));
    }

    private static System.Text.Json.JsonElement JsonSerializerElement(ConfigNode tree) =>
        System.Text.Json.JsonDocument.Parse(SchemaJson.Of(tree).ToJsonString()).RootElement;
}
