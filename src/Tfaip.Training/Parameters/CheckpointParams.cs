using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Parameters;

/// <summary>When checkpoints are written and which are kept.</summary>
public sealed record CheckpointParams
{
    /// <value>Whether checkpoints are written to go on from; <c>best/</c> is written in any case. Default: true.</value>
    /// <remarks>Without them a run that is interrupted begins anew; the package is made of <c>best/</c>.</remarks>
    public bool Enabled { get; init; } = true;

    /// <value>A checkpoint after every so many epochs, and after the last. Default: 1.</value>
    [Range(1, int.MaxValue)]
    public int EveryEpochs { get; init; } = 1;

    /// <value>A checkpoint after every so many steps besides, for epochs that are long. Default: null, none.</value>
    [Range(1, int.MaxValue), Unit(UnitKind.Count)]
    public int? EverySteps { get; init; }

    /// <value>
    /// How many of the newest checkpoints are kept, of those that were due by epochs or steps; null for all. Default: 1.
    /// </value>
    [Range(1, int.MaxValue)]
    public int? Keep { get; init; } = 1;

    /// <value>How many checkpoints with the best monitored values are kept besides <c>best/</c>. Default: 0.</value>
    /// <remarks>
    /// Where it is not 0, there is a checkpoint after each evaluation. <c>best/</c> has the very best in any case.
    /// </remarks>
    [Range(0, int.MaxValue)]
    public int KeepBest { get; init; }

    /// <summary>Says whether a checkpoint is due, whatever was measured.</summary>
    /// <param name="step">Steps done in the run.</param>
    /// <param name="epoch">The epoch that goes on, from 0.</param>
    /// <param name="batch">Batches of the epoch that are done; 0 between epochs.</param>
    /// <param name="epochs">How many epochs there are.</param>
    internal bool IsDue(long step, int epoch, int batch, int epochs) =>
        (EverySteps is { } every && step > 0 && step % every == 0)
        || (batch == 0 && epoch > 0 && (epoch % EveryEpochs == 0 || epoch == epochs));

    /// <summary>Which checkpoints stay.</summary>
    internal CheckpointRetention Retention(Model.Monitor monitor) => new() { Keep = Keep, KeepBest = KeepBest, Monitor = monitor };
}
