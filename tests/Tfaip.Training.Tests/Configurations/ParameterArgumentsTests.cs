using CsCheck;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;
using Tfaip.Processors;
using Tfaip.Processors.Tests.Parameters;
using Tfaip.Training.Parameters;

namespace Tfaip.Training.Tests.Configurations;

[TestClass]
public sealed class ParameterArgumentsTests
{
    private static readonly VariantCatalog Catalog = ProcessorCatalog.Default.With(typeof(ParameterArgumentsTests).Assembly);

    [TestMethod]
    public void Tree_to_arguments_to_tree_is_the_identity_over_any_file() =>
        Gen.Select(RandomTrees.Runs, RandomTrees.Runs).Where((a, b) => a.Scenario == b.Scenario).Sample((run, under) =>
        {
            var (scenario, parameters) = run;
            var file = ParameterEmitter.Emit(under.Parameters, scenario.RunParamsType);
            var bound = scenario.Bind(Apply(file, ParameterArguments.Of(parameters)));
            return Text(parameters) == Text(bound)
                && Text(parameters) == Text(scenario.Bind(Apply(new MappingNode([], Origin.Default), ParameterArguments.Of(parameters))));
        }, print: runs => string.Join('\n', ParameterArguments.Of(runs.Item1.Parameters)));

    [TestMethod]
    public void The_order_of_the_arguments_of_a_tree_means_nothing() =>
        Gen.Select(RandomTrees.Runs, Gen.Int).Sample((run, seed) =>
        {
            var (scenario, parameters) = run;
            // Entries of a dictionary stand in the order in which they are given.
            var arguments = Grouped(ParameterArguments.Of(parameters)).ToArray();
            new Random(seed).Shuffle(arguments);
            var bound = scenario.Bind(Apply(new MappingNode([], Origin.Default), [.. arguments.SelectMany(group => group)]));
            return Sorted(Text(parameters)) == Sorted(Text(bound));
        }, iter: 300);

    [TestMethod]
    public void Every_kind_of_parameter_has_arguments() =>
        SampleGen.Run.Where(run => run is { Name: not "null", Note: not "null" }).Sample(run =>
        {
            var tree = Apply(new MappingNode([], Origin.Default), ParameterArguments.Of(run));
            return YamlWriter.Write(ParameterEmitter.Emit(run)) == YamlWriter.Write(
                ParameterEmitter.Emit(ParameterBinder.Bind<RunSample>(tree, Catalog)));
        });

    [TestMethod]
    public void Arguments_are_written_as_a_person_would() => Assert.AreEqual(
        """
        --name=--run
        --sizes 3
        --gaps [null]
        --weights {}
        --weights.loss -1.5
        --stage.depth 2
        --stage.path null
        --steps plain smoothed
        --steps.0.step_size 2
        --steps.1.step_size 0.125
        --steps.1.momentum 0.75
        --steps.1.inner null
        --stages {"a.b":{"depth":1,"path":null}}
        """.ReplaceLineEndings("\n"),
        string.Join('\n', Grouped(ParameterArguments.Of(new RunSample
        {
            Name = "--run", Sizes = [3], Gaps = [null], Weights = new Dictionary<string, double> { ["loss"] = -1.5 },
            Stage = new() { Depth = 2 },
            Steps = [new PlainSample { StepSize = 2 }, new SmoothedSample()],
            Stages = new Dictionary<string, StageSample> { ["a.b"] = new() },
        })).Select(group => string.Join(' ', group))
            .Where(line => !new RunSample().ToString().Contains(line, StringComparison.Ordinal) && Shown(line))));

    [TestMethod]
    public void A_text_null_at_the_root_has_no_argument() => Assert.AreEqual(
        "The text 'null' cannot be given for 'name' by an argument, where it means null. (Parameter 'parameters')",
        Assert.ThrowsExactly<ArgumentException>(() => ParameterArguments.Of(new RunSample { Name = "null" })).Message);

    private static bool Shown(string line) =>
        new[] { "--name", "--sizes", "--gaps", "--weights", "--stage", "--steps", "--stages" }.Any(
            name => line.Split(' ', '=', '.')[0] == name);

    private static ConfigNode Apply(ConfigNode tree, IReadOnlyList<string> arguments) =>
        Overrides.Parse([(arguments, 1)], FlowValues.Read) is { } edits ? Overrides.Put(tree, edits) : tree;

    private static IEnumerable<string[]> Grouped(IReadOnlyList<string> arguments)
    {
        var starts = Enumerable.Range(0, arguments.Count).Where(i => arguments[i].StartsWith("--", StringComparison.Ordinal))
            .Append(arguments.Count).ToArray();
        return starts.Zip(starts.Skip(1), (begin, end) => arguments.Skip(begin).Take(end - begin).ToArray());
    }

    private static string Text(IRunParams parameters) => YamlWriter.Write(ParameterEmitter.Emit(parameters));

    private static string Sorted(string text) => string.Join('\n', text.Split('\n').Order(StringComparer.Ordinal));
}
