using Microsoft.Extensions.Configuration;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Trees;

namespace TypoSuggestions;

/// <summary>Microsoft.Extensions.Configuration's binder: keys and values in memory, bound onto the scenario's defaults.</summary>
/// <param name="defaults">Creates the record that is bound onto, with the variants of the file: the binder has none of its own.</param>
/// <param name="isStrict">Whether keys that no property has are errors, which they are not by default.</param>
internal sealed class ExtensionsBinder(Func<object> defaults, bool isStrict)
{
    public string? ErrorOf(ConfigNode tree, string? typo)
    {
        var values = new Dictionary<string, string?>();
        Flatten(tree, "", typo, values);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        try
        {
            configuration.Bind(defaults(), options => options.ErrorOnUnknownConfiguration = isStrict);
            return null;
        }
        catch (InvalidOperationException exception)
        {
            return $"{exception.Message} {exception.InnerException?.Message}";
        }
    }

    // Its keys are the C# names, whatever their case: those that exist are written so, without underscores; a typo stays as it is.
    private static void Flatten(ConfigNode node, string path, string? typo, Dictionary<string, string?> values)
    {
        switch (node)
        {
            case ScalarNode scalar:
                values[path] = scalar.Text?.Replace("_", "", StringComparison.Ordinal);
                break;
            case SequenceNode sequence:
                foreach (var (i, item) in sequence.Items.Index()) Flatten(item, Join(path, $"{i}"), typo, values);
                break;
            case MappingNode mapping:
                foreach (var entry in mapping.Entries.Where(
                        entry => entry.Key != ParameterBinder.TypeKey && !IsUnreadable(Join(path, NameOf(entry.Key)))))
                    Flatten(entry.Value, Join(path, entry.Key == typo ? typo : NameOf(entry.Key)), typo, values);
                break;
        }
    }

    /// <summary>Whether a path is in a list of polymorphic nodes, which the binder cannot create.</summary>
    public static bool IsUnreadable(string path) =>
        path.Replace(ConfigurationPath.KeyDelimiter, ".", StringComparison.Ordinal)
            .Split('.') is ["data", "preprocessing" or "postprocessing" or "pre_processing" or "post_processing", ..];

    /// <summary>Whether it reads a key as the C# name of what was meant.</summary>
    public static bool Understands(string key, string meant) => key.Equals(NameOf(meant), StringComparison.OrdinalIgnoreCase);

    private static string NameOf(string key) => key.Replace("_", "", StringComparison.Ordinal);

    private static string Join(string path, string key) => path.Length == 0 ? key : ConfigurationPath.Combine(path, key);
}
