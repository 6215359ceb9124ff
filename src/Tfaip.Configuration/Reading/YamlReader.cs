using Tfaip.Parameters;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Reading;

/// <summary>
/// Reads the YAML of a configuration: mappings, lists and scalars of one document. Anchors, aliases and tags are refused, and
/// so is what is too large or too deep for a configuration that a person wrote.
/// </summary>
public static class YamlReader
{
    /// <summary>The longest text, in characters.</summary>
    internal const int MaximumLength = 2 << 20;

    /// <summary>The longest scalar, in characters.</summary>
    internal const int MaximumScalarLength = 1 << 20;

    /// <summary>The longest key, in characters.</summary>
    internal const int MaximumKeyLength = 128;

    /// <summary>The largest number of nodes.</summary>
    internal const int MaximumNodes = 100_000;

    /// <summary>How deep lists and mappings may be nested.</summary>
    internal const int MaximumDepth = 64;

    /// <summary>Reads a text. An empty one is an empty mapping.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="fileName">What messages call the file; paths in the text are relative to its folder.</param>
    /// <exception cref="ConfigurationException">The text is not such YAML; the message says where.</exception>
    public static ConfigNode Read(string text, string fileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        return Read(text, new FileOrigin(fileName, 1, 1), new YamlBudget());
    }

    /// <summary>Reads a text that begins at a place, with what all its places have in common.</summary>
    internal static ConfigNode Read(string text, FileOrigin start, YamlBudget budget)
    {
        budget.TakeFile(text, start);
        YamlGuard.Check(text, start);
        return new YamlTreeReader(text, start, budget).Read();
    }
}
