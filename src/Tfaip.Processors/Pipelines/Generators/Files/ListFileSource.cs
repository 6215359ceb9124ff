using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Generators.Files;

/// <summary>The paths of one list file, with their targets.</summary>
internal sealed class ListFileSource : ISampleSource
{
    private readonly ListFilesParams _parameters;
    private readonly IndexedLines _file;
    private readonly string _fileName;
    private readonly string _root;
    private readonly NeighbourFile? _neighbour;
    private readonly int[] _lines;

    public ListFileSource(string list, ListFilesParams parameters)
    {
        _parameters = parameters;
        _file = new IndexedLines(list, "list file");
        try
        {
            _fileName = Path.GetFileName(_file.FullPath);
            _root = parameters.Root is { } root ? Path.GetFullPath(root) : Path.GetDirectoryName(_file.FullPath)!;
            _neighbour = parameters.TargetSuffix is { } suffix ? new NeighbourFile(suffix) : null;
            _lines = [.. Enumerable.Range(0, _file.Count).Where(line => IsEntry(_file.TextOf(line)))];
            if (_lines.Length == 0) throw new TfaipException($"The list file {_file.FullPath} is empty.");
            foreach (var line in _lines) Check(line);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public int Count => _lines.Length;

    public Sample Read(int index)
    {
        var line = _lines[index];
        var (path, target) = Entry(line);
        if (_neighbour is not null)
            target = NeighbourFile.Read(_neighbour.Find(path) ?? throw _file.Error(line, 0, _neighbour.Missing(path)));
        var sample = new Sample()
            .WithInput(_parameters.Input, path)
            .WithMeta(Sample.SourceKey, string.Create(CultureInfo.InvariantCulture, $"{_fileName}:{_file.NumberOf(line)}"));
        return target is null ? sample : sample.WithTarget(_parameters.Target, target);
    }

    public void Dispose() => _file.Dispose();

    private bool IsEntry(string line) =>
        _parameters.Comment.Length == 0 || !line.AsSpan().TrimStart().StartsWith(_parameters.Comment, StringComparison.Ordinal);

    // Before hours of training, not after them.
    private void Check(int line)
    {
        var (path, _) = Entry(line);
        if (!File.Exists(path)) throw _file.Error(line, 1, $"the file {path} does not exist.");
        if (_neighbour is not null && _neighbour.Find(path) is null) throw _file.Error(line, 1, _neighbour.Missing(path));
    }

    private (string Path, string? Target) Entry(int line)
    {
        var text = _file.TextOf(line);
        if (PathText.Fault(text) is { } fault) throw _file.Error(line, 1, fault);
        if (!_parameters.HasTargets) return (FullPath(text), null);
        var end = text.IndexOf(_parameters.Delimiter, StringComparison.Ordinal);
        return end >= 0
            ? (FullPath(text[..end]), text[(end + _parameters.Delimiter.Length)..])
            : throw _file.Error(
                line, text.Length + 1, $"the line has no target: after the path comes {Name(_parameters.Delimiter)}, then the target.");
    }

    private string FullPath(string text) => Path.GetFullPath(text.Trim(), _root);

    private static string Name(string delimiter) => delimiter switch { "\t" => "a tab", " " => "a space", _ => $"'{delimiter}'" };
}
