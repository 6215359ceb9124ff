using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Training.Parameters;

/// <summary>When the model is measured on the evaluation sets. It always is at the end, unless it never is.</summary>
public sealed record EvaluationParams
{
    /// <value>An evaluation after every so many epochs; null for none at the end of epochs. Default: 1.</value>
    [Range(1, int.MaxValue), Unit(UnitKind.Count)]
    public int? EveryEpochs { get; init; } = 1;

    /// <value>An evaluation after every so many steps besides, for epochs that are long. Default: null, none.</value>
    [Range(1, int.MaxValue), Unit(UnitKind.Count)]
    public int? EverySteps { get; init; }

    /// <value>The epoch with which evaluations begin, from 1. Default: 1.</value>
    [Range(1, int.MaxValue)]
    public int FirstEpoch { get; init; } = 1;

    /// <value>
    /// How many samples of each evaluation are shown with their answers, after post-processing; -1 for all. Default: 0.
    /// </value>
    [Range(-1, int.MaxValue)]
    public int ShowSamples { get; init; }

    /// <summary>Whether there are evaluations at all.</summary>
    internal bool IsEnabled => EveryEpochs is not null || EverySteps is not null;

    /// <summary>Whether an evaluation is due within an epoch.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="step">Steps done in the run.</param>
    internal bool IsDueAtStep(int epoch, long step) => epoch >= FirstEpoch && step > 0 && EverySteps is { } every && step % every == 0;

    /// <summary>Whether an evaluation is due at the end of an epoch that is not the last.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="step">Steps done in the run.</param>
    internal bool IsDueAtEnd(int epoch, long step) =>
        IsDueAtStep(epoch, step) || (epoch >= FirstEpoch && EveryEpochs is { } every && epoch % every == 0);
}
