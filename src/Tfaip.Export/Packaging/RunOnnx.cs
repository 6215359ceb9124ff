using Tfaip.Export.Requests;
using Tfaip.Parameters;

namespace Tfaip.Export.Packaging;

/// <summary>Writes the graphs of a run as ONNX files, without what a package has besides: processors, resources and figures.</summary>
internal static class RunOnnx
{
    /// <summary>What the names of such files end with.</summary>
    public const string Extension = ".onnx";

    /// <summary>Exports and verifies each graph, then writes it; large weights lie in a second file beside it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">
    /// The file of the graph; a further graph <c>NAME</c> is written to <c>net.NAME.onnx</c> beside <c>net.onnx</c>.
    /// </param>
    /// <returns>The files of the graphs.</returns>
    /// <exception cref="TfaipException">A graph cannot be exported, or a file cannot be written.</exception>
    public static IReadOnlyList<string> Write(ExportableRun run, string path)
    {
        if (Directory.Exists(path)) throw new TfaipException($"{path}: this is a folder. Give the name of a file.");
        List<string> written = [path];
        OnnxExporter.ExportFile(run.Model, path, new ExportOptions());
        foreach (var graph in run.Graphs)
        {
            var file = Path.ChangeExtension(path, $".{graph.Name}{Extension}");
            OnnxExporter.ExportFile(graph, file, new ExportOptions());
            written.Add(file);
        }

        return written;
    }
}
