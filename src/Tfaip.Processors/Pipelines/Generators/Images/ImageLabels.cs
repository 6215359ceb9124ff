using System.Text.RegularExpressions;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Images;

/// <summary>Finds the label of an image file.</summary>
internal sealed class ImageLabels
{
    private readonly ImageLabelSource _from;
    private readonly Regex? _pattern;
    private readonly Dictionary<string, long> _classes;

    public ImageLabels(ImageFilesParams parameters)
    {
        _from = parameters.LabelFrom;
        _classes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in parameters.Classes) _classes.Add(name, _classes.Count);
        if (_from == ImageLabelSource.FileName) _pattern = Compile(parameters.LabelPattern);
    }

    /// <summary>What is wrong with a pattern, or null.</summary>
    public static string? FindError(string pattern)
    {
        try
        {
            return Compile(pattern).GetGroupNumbers().Length > 1
                ? null
                : $"the pattern {pattern} has no group; put the part that is the label in parentheses.";
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return $"the pattern {pattern} is not a regular expression that can be used: {error.Message}";
        }
    }

    /// <summary>The label of a file: a number where there are classes, else text; null where there is none.</summary>
    public object? Of(string path)
    {
        if (_from == ImageLabelSource.None) return null;
        var label = _from == ImageLabelSource.Folder ? Path.GetFileName(Path.GetDirectoryName(path))! : LabelInName(path);
        if (_classes.Count == 0) return label;
        return _classes.TryGetValue(label, out var number)
            ? number
            : throw new TfaipException(
                $"The label '{label}' of {path} is none of the classes: {string.Join(", ", _classes.Keys)}.");
    }

    private string LabelInName(string path)
    {
        var match = _pattern!.Match(Path.GetFileNameWithoutExtension(path));
        return match.Success && match.Groups[1].Success
            ? match.Groups[1].Value
            : throw new TfaipException(
                $"The name of {path} does not match label_pattern, {_pattern}, so that the file has no label.");
    }

    // Without backtracking, no pattern takes longer than the name is long.
    private static Regex Compile(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
