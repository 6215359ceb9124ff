using Tfaip.Configuration.Reading;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Descriptions.Explanations;

/// <summary>What every layer says of a place, from the lowest to the highest.</summary>
internal static class History
{
    /// <summary>Finds the steps.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="path">The place.</param>
    /// <param name="isPolymorphic">Whether the node at a path has variants.</param>
    public static IReadOnlyList<Step> Of(IReadOnlyList<ConfigLayer> layers, string path, Func<string, bool> isPolymorphic) =>
        [.. layers.SelectMany(layer => Of(layer.Tree, path.Split('.'), isPolymorphic))];

    private static IEnumerable<Step> Of(ConfigNode tree, string[] names, Func<string, bool> isPolymorphic)
    {
        var node = tree;
        for (var depth = 0; depth < names.Length; depth++)
        {
            var path = string.Join('.', names[..depth]);
            switch (node)
            {
                case MappingNode mapping:
                    if (isPolymorphic(path) && mapping.Find(ParameterBinder.TypeKey) is { } type)
                        yield return new(path, StepKind.Variant, type.Value);
                    if (mapping.Find(names[depth]) is not { } entry) yield break;
                    node = entry.Value;
                    break;
                case SequenceNode { Items: var items }:
                    yield return new(path, StepKind.Whole, node);
                    if (!int.TryParse(names[depth], out var i) || i < 0 || i >= items.Count) yield break;
                    node = items[i];
                    break;
                default:
                    yield return new(
                        path, node is ScalarNode { Text: not null } && isPolymorphic(path) ? StepKind.Variant : StepKind.Whole, node);
                    yield break;
            }
        }

        yield return Last(string.Join('.', names), node, isPolymorphic);
    }

    private static Step Last(string path, ConfigNode node, Func<string, bool> isPolymorphic) => node switch
    {
        MappingNode mapping when isPolymorphic(path) && mapping.Find(ParameterBinder.TypeKey) is { } type =>
            new(path, StepKind.Variant, type.Value),
        MappingNode or AppendNode => new(path, StepKind.Parts, node),
        ScalarNode { Text: not null } when isPolymorphic(path) => new(path, StepKind.Variant, node),
        _ => new(path, StepKind.Value, node),
    };
}
