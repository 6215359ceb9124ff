using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Generators.Files;

/// <summary>Paths of files, with the texts of files beside them.</summary>
internal sealed class FilesSource : ISampleSource
{
    private readonly string[] _paths;
    private readonly string[]? _targets;
    private readonly FilesParams _parameters;

    public FilesSource(FilesParams parameters)
    {
        _parameters = parameters;
        _paths = [.. parameters.Paths.SelectMany(pattern => PathPattern.Expand(pattern, "file")).Distinct(StringComparer.Ordinal)];
        if (_paths.Length == 0) throw new TfaipException("files: paths is empty; give at least one path.");
        foreach (var path in _paths)
        {
            if (!File.Exists(path))
                throw new TfaipException($"The file {path} does not exist. Put the file there, or correct the path in the configuration.");
        }

        if (parameters.TargetSuffix is not { } suffix) return;
        var neighbour = new NeighbourFile(suffix);
        _targets = [.. _paths.Select(path => neighbour.Find(path) ?? throw new TfaipException($"files: {neighbour.Missing(path)}"))];
    }

    public int Count => _paths.Length;

    public Sample Read(int index)
    {
        var sample = new Sample().WithInput(_parameters.Input, _paths[index]).WithMeta(Sample.SourceKey, _paths[index]);
        return _targets is null ? sample : sample.WithTarget(_parameters.Target, NeighbourFile.Read(_targets[index]));
    }

    public void Dispose()
    {
        // No file is held open.
    }
}
