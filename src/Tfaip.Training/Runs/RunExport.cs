using Tfaip.Parameters;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;

namespace Tfaip.Training.Runs;

/// <summary>Writes the packages of a run that is over.</summary>
/// <param name="definition">The scenario.</param>
/// <param name="parameters">What is exported, and how.</param>
/// <param name="folder">The run directory.</param>
/// <param name="environment">Exports.</param>
/// <param name="tell">Hears how far it is.</param>
internal sealed class RunExport(
    ScenarioDefinition definition, IRunParams parameters, RunFolder folder, RunEnvironment environment, Action<RunEvent> tell)
{
    /// <summary>Refuses before training what could not be exported after it.</summary>
    /// <exception cref="TfaipException">There will be no checkpoint to export.</exception>
    public static void Check(IRunParams parameters)
    {
        if (parameters.Trainer.Checkpoint.Enabled || parameters.Export is not (ExportChoice.Last or ExportChoice.Both)) return;
        throw new TfaipException(
            "export: the last checkpoint cannot be exported where there are no checkpoints but the best (trainer.checkpoint.enabled is "
            + "false). Enable them, or export best.");
    }

    /// <summary>Writes them.</summary>
    /// <param name="cancellationToken">Ends it between two calls of the model; a package is written wholly or not at all.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void Write(CancellationToken cancellationToken)
    {
        // The package that says whether a run is finished comes last.
        if (parameters.Export == ExportChoice.Both) Write(last: true, RunFiles.LastPackage, cancellationToken);
        Write(last: parameters.Export == ExportChoice.Last, RunFiles.Package, cancellationToken);
    }

    private void Write(bool last, string file, CancellationToken cancellationToken)
    {
        tell(new ExportProgressed($"Exporting the {(last ? "last" : "best")} checkpoint to ONNX and comparing it with the model"));
        using var run = RunOpening.Open(definition, parameters, folder, last);
        environment.Exporter.Export(run, folder.In(file), environment.Files, cancellationToken);
        tell(new ExportProgressed($"Written: {folder.In(file)}"));
    }
}
