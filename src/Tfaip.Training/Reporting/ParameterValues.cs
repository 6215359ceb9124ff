using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Training.Reporting;

/// <summary>A parameter tree as a list of names and single values, as tables of runs compare them.</summary>
internal static class ParameterValues
{
    /// <summary>The values by their paths, such as <c>trainer.optimizer.learning_rate</c>; a list of single values is one text.</summary>
    public static IEnumerable<KeyValuePair<string, Value>> Of(ConfigNode tree, string path = "") => tree switch
    {
        MappingNode mapping => mapping.Entries.SelectMany(entry => Of(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}")),
        SequenceNode sequence when sequence.Items.All(item => item is ScalarNode) =>
            [KeyValuePair.Create(path, Value.ForString(string.Join(", ", sequence.Items.Cast<ScalarNode>().Select(item => item.Text))))],
        SequenceNode sequence =>
            sequence.Items.Index().SelectMany(item => Of(item.Item, string.Create(CultureInfo.InvariantCulture, $"{path}.{item.Index}"))),
        ScalarNode scalar => [KeyValuePair.Create(path, ValueOf(scalar))],
        _ => [],
    };

    private static Value ValueOf(ScalarNode scalar) => scalar.Text switch
    {
        null => Value.ForString("null"),
        var text when scalar.IsQuoted => Value.ForString(text),
        "true" => Value.ForBool(true),
        "false" => Value.ForBool(false),
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Value.ForNumber(number),
        var text => Value.ForString(text),
    };
}
