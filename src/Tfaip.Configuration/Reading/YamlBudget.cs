using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Configuration.Reading;

/// <summary>What is left of the size that a configuration may have, over all its files together.</summary>
internal sealed class YamlBudget
{
    /// <summary>The most files.</summary>
    public const int MaximumFiles = 64;

    private int _characters;
    private int _files;
    private int _nodes;

    /// <summary>Counts a file.</summary>
    public void TakeFile(string text, FileOrigin start)
    {
        _characters += text.Length;
        if (_characters <= YamlReader.MaximumLength) return;
        var count = _characters.ToString(CultureInfo.InvariantCulture);
        throw new ConfigurationException(
            start,
            start.IncludedAt is null
                ? $"The file has {count} characters; a configuration has at most {YamlReader.MaximumLength}."
                : $"With this file the configuration has {count} characters; it has at most {YamlReader.MaximumLength} in all its files.");
    }

    /// <summary>Counts an include.</summary>
    public void TakeInclude(Origin place)
    {
        if (++_files > MaximumFiles) throw new ConfigurationException(place, $"More than {MaximumFiles} files are included.");
    }

    /// <summary>Counts a node.</summary>
    public bool TryTakeNode() => ++_nodes <= YamlReader.MaximumNodes;
}
