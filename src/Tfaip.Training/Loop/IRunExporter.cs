using Tfaip.Export.Runs;

namespace Tfaip.Training.Loop;

/// <summary>Makes a package of a run.</summary>
internal interface IRunExporter
{
    /// <summary>Writes the package, complete or not at all.</summary>
    void Export(ExportableRun run, string path);
}
