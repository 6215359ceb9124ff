using Tfaip.Export.Packaging;
using Tfaip.Processors;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Resources;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Loop;

/// <summary>
/// Copies the resources of a run into its directory, so that it can be moved, resumed and exported alone, with what it was trained with,
/// whatever becomes of the originals.
/// </summary>
internal static class RunResources
{
    /// <summary>Reads every resource.</summary>
    /// <exception cref="TfaipException">One cannot be read.</exception>
    public static void Check(IRunParams parameters)
    {
        foreach (var (_, resource) in ResourceTree.Find(parameters)) _ = resource.ReadBytes();
    }

    /// <summary>Copies what is not there yet.</summary>
    /// <param name="runDirectory">The run directory.</param>
    /// <param name="parameters">The run's parameters.</param>
    /// <returns>The parameters with the copies in place of the originals.</returns>
    /// <exception cref="TfaipException">A resource cannot be read, or its copy not be written.</exception>
    public static IRunParams Keep(string runDirectory, IRunParams parameters)
    {
        var folder = Path.Combine(Path.GetFullPath(runDirectory), Path.TrimEndingDirectorySeparator(Manifest.ResourceFolder));
        var names = new ResourceNames();
        foreach (var (_, resource) in ResourceTree.Find(parameters))
        {
            if (IsIn(folder, resource)) names.Of(resource);
        }

        return ResourceTree.Replace(parameters, (_, resource) => IsIn(folder, resource) ? resource : Copy(resource, folder, names.Of(resource)));
    }

    private static bool IsIn(string folder, ResourceFile resource) => Path.GetDirectoryName(Path.GetFullPath(resource.Path)) == folder;

    private static ResourceFile Copy(ResourceFile resource, string folder, string name)
    {
        var (content, path) = (resource.ReadBytes(), Path.Combine(folder, name));
        try
        {
            Directory.CreateDirectory(folder);
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
            file.Write(content.Span);
            file.Flush(flushToDisk: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: the resource cannot be copied into the run directory: {error.Message}", error);
        }

        return new(path);
    }
}
