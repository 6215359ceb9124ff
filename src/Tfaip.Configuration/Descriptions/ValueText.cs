using System.Globalization;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Descriptions;

/// <summary>Values in one line of YAML. Paths below the working directory are relative to it.</summary>
internal static class ValueText
{
    public static string OfScalar(object? value) => value is null ? "null" : Of(ParameterEmitter.Emit(value));

    /// <summary>A value of a place.</summary>
    public static string Of(object? value, ValueShape shape, bool isPath)
    {
        if (value is null) return "null";
        // Quotes tell a text from what it looks like; a time span is none.
        if (value is TimeSpan span) return span.ToString("c", CultureInfo.InvariantCulture);
        var node = ParameterEmitter.Emit(value, shape.Type);
        return Of(isPath ? FromHere(node) : node);
    }

    /// <summary>What is written.</summary>
    public static string Of(ConfigNode node) => node switch
    {
        ScalarNode scalar => YamlScalars.Value(scalar),
        SequenceNode { Items: var items } => $"[{string.Join(", ", items.Select(Inner))}]",
        MappingNode { Entries: var entries } =>
            $"{{{string.Join(", ", entries.Select(entry => $"{YamlScalars.Key(entry.Key)}: {Inner(entry.Value)}"))}}}",
        AppendNode { Items: var items } => $"[{string.Join(", ", items.Select(Inner))}]",
        OverrideNode { Over: var over } => Of(over),
        _ => throw new ArgumentException($"There is no text for {node.GetType().Name}.", nameof(node)),
    };

    private static string Inner(ConfigNode node) =>
        Of(node is ScalarNode scalar && !YamlScalars.FitsLine(scalar) ? scalar with { IsQuoted = true } : node);

    private static ConfigNode FromHere(ConfigNode node) => node switch
    {
        ScalarNode { Text: { } path } scalar when Path.IsPathRooted(path) => scalar with { Text = FromHere(path) },
        SequenceNode { Items: var items } list => list with { Items = [.. items.Select(FromHere)] },
        MappingNode { Entries: var entries } mapping =>
            mapping with { Entries = [.. entries.Select(entry => entry with { Value = FromHere(entry.Value) })] },
        _ => node,
    };

    private static string FromHere(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal)
            ? path
            : relative.Replace(Path.DirectorySeparatorChar, '/');
    }
}
