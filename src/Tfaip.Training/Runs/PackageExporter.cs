using Tfaip.Export.Packaging;
using Tfaip.Export.Requests;
using Tfaip.Training.Files;

namespace Tfaip.Training.Runs;

/// <summary>Exports to ONNX, verifies and packages, just as <c>tfaip-export</c> does.</summary>
internal sealed class PackageExporter : IRunExporter
{
    public void Export(ExportableRun run, string path, IDurableFiles files, CancellationToken cancellationToken) =>
        RunPackage.Write(run, path, files.ReplaceFile, new ExportOptions { Cancellation = cancellationToken });
}
