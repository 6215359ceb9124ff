using Tfaip.Export.Packaging;
using Tfaip.Training.Files;

namespace Tfaip.Training.Runs;

/// <summary>Makes a package of a run.</summary>
internal interface IRunExporter
{
    /// <summary>Writes the package, complete or not at all.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The package's full path.</param>
    /// <param name="files">The file system.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    void Export(ExportableRun run, string path, IDurableFiles files, CancellationToken cancellationToken);
}
