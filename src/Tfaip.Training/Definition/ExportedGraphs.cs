using System.Text.RegularExpressions;
using Tfaip.Export.Requests;
using Tfaip.Parameters;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Definition;

/// <summary>The further graphs of a model as the exporter takes them.</summary>
internal static partial class ExportedGraphs
{
    /// <summary>Checks the names of a model's further graphs and the inputs that are their own.</summary>
    /// <exception cref="TfaipException">A package cannot hold one of them.</exception>
    public static void Check(Model model)
    {
        foreach (var (name, graph) in model.ExportGraphs.OrderBy(graph => graph.Key, StringComparer.Ordinal))
        {
            var place = $"{model.GetType().Name}.ExportGraphs: ";
            CheckName(place, name);
            if (graph.Inputs is { } inputs) CheckInputs($"{place}the graph '{name}'", inputs);
        }
    }

    /// <summary>The further graphs, sorted by name.</summary>
    public static IReadOnlyList<ExportableModel> Of(Model model, IReadOnlyList<TensorSpec> inputs) =>
        [.. model.ExportGraphs.OrderBy(graph => graph.Key, StringComparer.Ordinal)
            .Select(graph => Of(model, graph.Key, graph.Value.Inputs ?? inputs))];

    private static ExportableModel Of(Model model, string name, IReadOnlyList<TensorSpec> inputs) => new()
    {
        Module = model,
        Name = name,
        NamedForward = new ExportGraphEntry(model, name, [.. inputs.Select(input => input.Name)]).Forward,
        Inputs = inputs,
    };

    private static void CheckName(string place, string name)
    {
        if (name == Manifest.DefaultGraph)
            throw new TfaipException($"{place}'{name}' is the graph of Forward, which every package has. Name further graphs only.");
        if (!PlainName().IsMatch(name))
            throw new TfaipException(
                $"{place}'{name}' cannot be the name of a graph, since its file is called after it. Begin with a lower-case letter, and go "
                + "on with lower-case letters, digits and '_'.");
        if (Manifest.FileOf(name) == Manifest.GraphFileName)
            throw new TfaipException(
                $"{place}'{name}' cannot be the name of a graph: {Manifest.GraphFileName} is the file of Forward's. Choose another.");
    }

    private static void CheckInputs(string graph, IReadOnlyList<TensorSpec> inputs)
    {
        if (inputs.Count == 0)
            throw new TfaipException($"{graph} has no inputs. Name one or more, or leave Inputs out for those of the data.");
        if (inputs.GroupBy(input => input.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new TfaipException($"{graph} has two inputs '{twice.Key}'. Give each a name of its own.");
        if (inputs.FirstOrDefault(input => input.Shape.Count == 0 || input.Shape[0].Length is not (null or 1)) is { } input)
            throw new TfaipException(
                $"{graph} has the input '{input}', whose first axis is not the batch axis. Begin with a free size, or 1: {input.Name}: "
                + $"{input.Type.ToString().ToLowerInvariant()}[batch, …].");
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex PlainName();
}
