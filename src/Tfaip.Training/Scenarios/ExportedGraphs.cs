using System.Text.RegularExpressions;
using Tfaip.Export;
using Tfaip.Processors;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Samples;

namespace Tfaip.Training.Scenarios;

/// <summary>The graphs of a model as the exporter takes them.</summary>
internal static partial class ExportedGraphs
{
    /// <summary>The name of the graph that answers where no other is asked for.</summary>
    public const string Default = Manifest.DefaultGraph;

    /// <summary>Checks the names of a model's graphs.</summary>
    /// <exception cref="TfaipException">There is none that is the default, or one has a name that cannot be.</exception>
    public static void Check(Model model)
    {
        var graphs = model.ExportGraphs;
        var names = graphs.Keys.Order(StringComparer.Ordinal).ToList();
        if (!graphs.ContainsKey(Default))
        {
            throw new TfaipException(
                $"{model.GetType().Name}.ExportGraphs has no graph '{Default}', with which a package answers; it has {(names.Count == 0 ? "none" : string.Join(", ", names))}. "
                + $"Add one: [\"{Default}\"] = Forward.");
        }

        foreach (var name in names)
        {
            if (!Plain().IsMatch(name))
                throw new TfaipException($"{model.GetType().Name}.ExportGraphs: '{name}' cannot be the name of a graph. Begin with a lower-case letter, and go on with lower-case letters, digits and '_'.");
            if (name + ".onnx" == Manifest.GraphFileName)
                throw new TfaipException($"{model.GetType().Name}.ExportGraphs: '{name}' cannot be the name of a graph: {name}.onnx is the file of '{Default}'. Choose another.");
        }
    }

    /// <summary>The default graph; its outputs have the order that training saw, where that is known.</summary>
    public static ExportableModel DefaultOf(Model model, IReadOnlyList<TensorSpec> inputs, IReadOnlyList<string>? outputs = null)
    {
        if (!model.ExportGraphs[Default].Equals((Func<TensorMap, TensorMap>)model.Forward)) return Of(model, Default, inputs);
        var entry = new ModelEntry(model, NamesOf(inputs), outputs is null ? null : [.. outputs]);
        return new() { Module = model, Forward = entry.Forward, Inputs = inputs, OutputNames = outputs ?? [] };
    }

    /// <summary>The other graphs by name.</summary>
    public static IReadOnlyDictionary<string, ExportableModel> OthersOf(Model model, IReadOnlyList<TensorSpec> inputs) =>
        model.ExportGraphs.Keys.Where(name => name != Default).Order(StringComparer.Ordinal).ToDictionary(name => name, name => Of(model, name, inputs));

    private static ExportableModel Of(Model model, string name, IReadOnlyList<TensorSpec> inputs) => new()
    {
        Module = model,
        NamedForward = new ModelEntry(model, NamesOf(inputs), graph: name).NamedForward,
        Inputs = inputs,
    };

    private static string[] NamesOf(IReadOnlyList<TensorSpec> inputs) => [.. inputs.Select(input => input.Name)];

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Plain();
}
