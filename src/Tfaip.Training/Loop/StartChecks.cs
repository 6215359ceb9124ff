using Tfaip.Processors;
using Tfaip.Training.MixedPrecision;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Loop;

/// <summary>What can refuse a run after its data and model were opened. Nothing on the disk has changed yet.</summary>
internal static class StartChecks
{
    /// <summary>Tries what comes after the first epoch: the element types of Forward, the export, post-processing, and the memory of metrics.</summary>
    /// <param name="definition">The scenario.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="trainer">The trainer, before its first step.</param>
    /// <param name="environment">Hears how far it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>False where it was ended.</returns>
    /// <exception cref="TfaipException">The run is refused.</exception>
    public static bool Run(
        ScenarioDefinition definition, IRunParams parameters, Trainer trainer, RunEnvironment environment, CancellationToken cancellationToken)
    {
        try
        {
            PrecisionCheck.Run(definition, parameters, environment.Progress, environment.Clock, cancellationToken);
            ExportCheck.Run(definition, parameters, environment.Progress, environment.Clock, cancellationToken);
            trainer.TryAnswers();
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
