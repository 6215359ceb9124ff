using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Generators.Images;

/// <summary>The paths of image files with their labels; the files themselves are read later, by a processor.</summary>
internal sealed class ImageFilesSource : ISampleSource
{
    // Deeper nesting comes from folders that are linked into themselves.
    private const int MaxDepth = 64;

    private readonly Sample[] _samples;

    public ImageFilesSource(ImageFilesParams parameters)
    {
        Rules.Check(parameters);
        var labels = new ImageLabels(parameters);
        var files = parameters.Folder is { } folder
            ? Search(Path.GetFullPath(folder), parameters)
            : ReadList(Path.GetFullPath(parameters.List!));
        _samples = [.. files.Select(file => CreateSample(file, labels.Of(file.FullPath), parameters))];
    }

    public int Count => _samples.Length;

    public Sample Read(int index) => _samples[index];

    public void Dispose()
    {
        // No file is held open.
    }

    private static Sample CreateSample(ImageFile file, object? label, ImageFilesParams parameters)
    {
        var sample = new Sample().WithInput(parameters.Input, file.FullPath).WithMeta(Sample.SourceKey, file.Name);
        return label is null ? sample : sample.WithTarget(parameters.Target, label);
    }

    private static List<ImageFile> Search(string folder, ImageFilesParams parameters)
    {
        if (!Directory.Exists(folder))
        {
            throw new TfaipException(
                $"The folder of images {folder} does not exist. Create it, or correct the path in the configuration.");
        }

        var options = new EnumerationOptions
        {
            RecurseSubdirectories = parameters.Recursive,
            MaxRecursionDepth = MaxDepth,
            IgnoreInaccessible = false,
        };
        try
        {
            var files = Directory.EnumerateFiles(folder, "*", options)
                .Where(file => parameters.Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Select(file => new ImageFile(file, Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .ToList();
            return files.Count > 0
                ? files
                : throw new TfaipException(
                    $"The folder {folder} has no files that end with {string.Join(", ", parameters.Extensions)}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"The folder of images {folder} cannot be read: {error.Message}", error);
        }
    }

    private static List<ImageFile> ReadList(string list)
    {
        var text = Utf8Text.Decode(DataFile.ReadAllBytes(list, "list of image files"), list);
        LineEnds.Check(text, list);
        var files = new List<ImageFile>();
        var line = 0;
        foreach (var entry in text.Split('\n'))
        {
            line++;
            var name = entry.Trim();
            if (name.Length == 0) continue;
            if (PathText.Fault(name) is { } fault) throw new TfaipException($"{list}:{line}:1: {fault}");
            var path = Path.GetFullPath(name, Path.GetDirectoryName(list)!);
            if (!File.Exists(path)) throw new TfaipException($"{list}:{line}:1: the file {path} does not exist.");
            files.Add(new ImageFile(path, name));
        }

        return files.Count > 0 ? files : throw new TfaipException($"The list of image files {list} is empty.");
    }

    private sealed record ImageFile(string FullPath, string Name);
}
