using Tfaip.Export.Packaging;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Manifests;
using Tfaip.Training.Files;
using Tfaip.Training.Parameters;

namespace Tfaip.Training.Runs;

/// <summary>
/// The resources of a run, which are copied into its directory, so that it can be moved, resumed and exported alone, with what it was
/// trained with, whatever becomes of the originals.
/// </summary>
internal sealed class RunResources
{
    private readonly IRunParams _parameters;

    // Read at once: a run that is repeated has its resources in the directory that it replaces.
    private readonly Dictionary<ResourceFile, ReadOnlyMemory<byte>> _contents = [];

    /// <summary>Reads the resources.</summary>
    /// <param name="parameters">The run's parameters.</param>
    /// <exception cref="TfaipException">One cannot be read.</exception>
    public RunResources(IRunParams parameters)
    {
        _parameters = parameters;
        foreach (var (_, resource) in ResourceTree.Find(parameters)) _contents.TryAdd(resource, resource.ReadBytes());
    }

    /// <summary>Copies what is not there yet.</summary>
    /// <param name="runDirectory">The run directory.</param>
    /// <param name="files">The file system.</param>
    /// <returns>The parameters with the copies in place of the originals.</returns>
    /// <exception cref="TfaipException">A copy cannot be written.</exception>
    public IRunParams CopyTo(string runDirectory, IDurableFiles files)
    {
        var folder = Path.Combine(Path.GetFullPath(runDirectory), Path.TrimEndingDirectorySeparator(Manifest.ResourceFolder));
        var names = new ResourceNames();
        foreach (var resource in _contents.Keys.Where(resource => IsIn(folder, resource))) names.Of(resource);
        return ResourceTree.Replace(_parameters, (_, resource) =>
        {
            var path = Path.Combine(folder, names.Of(resource));
            if (!IsIn(folder, resource) || !File.Exists(path)) Write(files, path, _contents[resource]);
            return new ResourceFile(path);
        });
    }

    private static bool IsIn(string folder, ResourceFile resource) => Path.GetDirectoryName(Path.GetFullPath(resource.Path)) == folder;

    private static void Write(IDurableFiles files, string path, ReadOnlyMemory<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        try
        {
            if (!Directory.Exists(folder))
            {
                files.CreateFolder(folder);
                files.SyncFolder(Path.GetDirectoryName(folder)!);
            }

            files.ReplaceFile(path, file => file.Write(content.Span));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: the resource cannot be copied into the run directory: {error.Message}", error);
        }
    }
}
