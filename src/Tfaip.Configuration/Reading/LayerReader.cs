using Tfaip.Configuration.Interpolation;
using Tfaip.Parameters;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Reading;

/// <summary>Reads a file with all that it includes: a layer for each file, those that are included before the file that does.</summary>
/// <param name="read">The text of a file that is included at that place; the place is null for the file that was named.</param>
/// <param name="variables">The value of an environment variable, or null where it is not set.</param>
internal sealed class LayerReader(Func<string, FileOrigin?, string> read, Func<string, string?> variables)
{
    public const string IncludeKey = "include";

    private readonly YamlBudget _budget = new();
    private readonly List<ConfigLayer> _layers = [];

    // From the file that was named to the one that is being read.
    private readonly Stack<(string FullPath, string Name, FileOrigin? IncludedAt)> _open = new();

    /// <summary>The folder that the file was written in, where it has been moved since. Default: null.</summary>
    public string? FormerFolder { get; init; }

    public IReadOnlyList<ConfigLayer> Read(string path)
    {
        Add(path, null);
        return _layers;
    }

    private void Add(string path, FileOrigin? includedAt)
    {
        var start = new FileOrigin(path, 1, 1) { IncludedAt = includedAt, FormerFolder = FormerFolder };
        var tree = YamlReader.Read(read(path, includedAt), start, _budget);
        if (tree is MappingNode mapping && mapping.Find(IncludeKey) is { } include)
        {
            _open.Push((Path.GetFullPath(path), path, includedAt));
            foreach (var file in Files(include.Value)) Include(path, file);
            _open.Pop();
            tree = mapping with { Entries = [.. mapping.Entries.Where(entry => entry != include)] };
        }

        _layers.Add(new(path, tree));
    }

    private void Include(string path, ScalarNode file)
    {
        _budget.TakeInclude(file.Origin);
        var place = (FileOrigin)(file.Origin is InterpolatedOrigin { At: var at } ? at : file.Origin);
        var fullPath = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file.Text!));
        var name = Path.IsPathFullyQualified(path) || Path.IsPathFullyQualified(file.Text!)
            ? fullPath
            : Path.GetRelativePath(Environment.CurrentDirectory, fullPath);
        if (_open.Any(open => open.FullPath == fullPath)) throw new ConfigurationException(place, Circle(fullPath, place, name));
        Add(name, place);
    }

    private ScalarNode[] Files(ConfigNode node)
    {
        var items = node is SequenceNode list ? list.Items : [node];
        return [.. items.Select(
            item => Variables.Replace(item, IncludeKey, variables) is ScalarNode { Text.Length: > 0 } file && !file.Text.Contains('\0')
                ? file
                : throw new ConfigurationException(item.Origin, "'include' must be the path of a file, or a list of such paths."))];
    }

    private string Circle(string fullPath, FileOrigin place, string name)
    {
        // The stack has the newest first, and each file in it but the last is included by the next.
        var steps = _open.TakeWhile(open => open.FullPath != fullPath).Reverse().Select(open => $"{open.IncludedAt} includes {open.Name}");
        return $"The files include each other in a circle: {string.Join(", ", steps.Append($"{place} includes {name}"))}. Remove one of "
            + "these includes.";
    }
}
