using Tfaip.Export.Requests;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Processors.Manifests;

namespace Tfaip.Export.Packaging;

/// <summary>Makes the package of a run: exports and verifies each of its graphs, then writes all of them.</summary>
public static class RunPackage
{
    // Below, a graph with its weights is small enough to be in memory a few times.
    private const long LargeWeights = 64 << 20;

    /// <summary>Writes the package, complete or not at all.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="TfaipException">A graph cannot be exported or differs from the model, or the package cannot be written.</exception>
    public static void Write(ExportableRun run, string path) => Write(run, path, AtomicFile.Write);

    /// <summary>As <see cref="Write(ExportableRun, string)"/>, by a caller's way to replace files.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="replace">Puts what an action writes into the place of a file, complete or not at all.</param>
    /// <param name="options">How its graphs are exported; null for the defaults.</param>
    /// <exception cref="TfaipException">A graph cannot be exported or differs from the model, or the package cannot be written.</exception>
    public static void Write(ExportableRun run, string path, Action<string, Action<Stream>> replace, ExportOptions? options = null) =>
        Write(run, path, replace, LargeWeights, options);

    /// <summary>
    /// As <see cref="Write(ExportableRun, string, Action{string, Action{Stream}}, ExportOptions)"/>, with a size of one's own from which
    /// weights lie beside their graph.
    /// </summary>
    internal static void Write(
        ExportableRun run, string path, Action<string, Action<Stream>> replace, long largeWeights, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var exports = new GraphExports(path, largeWeights, options ?? new ExportOptions());
        var graph = exports.Export(run.Model, Manifest.GraphFileName);
        PackageWriter.Write(path, PackageContent.Of(run, graph) with
        {
            Graphs = run.Graphs.ToDictionary(further => further.Name!, further => exports.Export(further, Manifest.FileOf(further.Name!))),
        }, replace);
    }
}
