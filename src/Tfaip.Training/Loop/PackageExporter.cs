using Tfaip.Export.Packaging;
using Tfaip.Export.Runs;
using Tfaip.Training.Files;

namespace Tfaip.Training.Loop;

/// <summary>Exports to ONNX, verifies and packages, just as <c>tfaip-export</c> does.</summary>
internal sealed class PackageExporter : IRunExporter
{
    public void Export(ExportableRun run, string path, IDurableFiles files) => RunPackage.Write(run, path, files.ReplaceFile);
}
