using Tfaip.Parameters;
using Tfaip.Training.Definition;
using Tfaip.Training.Loop;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Runs;

/// <summary>What can refuse a run after its data and model were opened. Nothing on the disk has changed yet.</summary>
/// <param name="definition">The scenario.</param>
/// <param name="parameters">The parameters.</param>
/// <param name="environment">Hears how far it is.</param>
/// <param name="cancellationToken">Ends it.</param>
/// <param name="largeWeights">Bytes of weights from which memory counts more than which of two errors comes first.</param>
internal sealed class StartChecks(
    ScenarioDefinition definition,
    IRunParams parameters,
    RunEnvironment environment,
    CancellationToken cancellationToken,
    long largeWeights = StartChecks.LargeWeights)
{
    private const long LargeWeights = 256L << 20;

    /// <summary>
    /// Creates the trainer, and tries what comes after the first epoch: the element types of Forward and the export, with a model of their
    /// own, post-processing, and the memory of metrics. Of a large model the first two come before the trainer takes the memory of
    /// gradients and optimizer state, else after the trainer has seen the data, whose errors come sooner.
    /// </summary>
    /// <param name="model">The model that is trained.</param>
    /// <param name="create">Creates the trainer.</param>
    /// <returns>The trainer, before its first step; null where it was ended.</returns>
    /// <exception cref="TfaipException">The run is refused.</exception>
    public Trainer? Open(Model model, Func<Trainer> create)
    {
        var isLarge = IsLarge(model);
        if (isLarge && !Try(TryModel)) return null;
        var trainer = create();
        try
        {
            if ((isLarge || Try(TryModel)) && Try(trainer.TryAnswers)) return trainer;
        }
        catch
        {
            trainer.Dispose();
            throw;
        }

        trainer.Dispose();
        return null;
    }

    private void TryModel()
    {
        PrecisionCheck.Run(definition, parameters, environment.Progress, environment.Clock, cancellationToken);
        ExportCheck.Run(definition, parameters, environment.Progress, environment.Clock, cancellationToken);
    }

    private bool IsLarge(Model model) => model.parameters().Sum(parameter => parameter.numel() * parameter.element_size()) >= largeWeights;

    private bool Try(Action check)
    {
        try
        {
            check();
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
