using System.Globalization;
using Tfaip.Processors;
using Tfaip.Training.Checkpoints;

namespace Tfaip.Training.Loop;

/// <summary>The errors of training that went where nothing can be learnt any more. The newest checkpoint was written before.</summary>
internal static class Divergence
{
    /// <summary>A loss is not a finite number.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="step">The step that computed it, from 1.</param>
    /// <param name="checkpoints">The run's checkpoints.</param>
    public static TfaipException Loss(double loss, int epoch, long step, CheckpointStore checkpoints) =>
        At(string.Create(CultureInfo.InvariantCulture, $"The loss is {loss}"), epoch, step, checkpoints);

    /// <summary>A weight is not a finite number, so a gradient was not.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="step">The step that left it so, from 1.</param>
    /// <param name="checkpoints">The run's checkpoints.</param>
    public static TfaipException Weight(int epoch, long step, CheckpointStore checkpoints) =>
        At("A gradient, and with it a weight, is not a finite number", epoch, step, checkpoints);

    private static TfaipException At(string what, int epoch, long step, CheckpointStore checkpoints) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{what} in epoch {epoch}, step {step}: training diverged. " +
        $"{(checkpoints.Newest is { } path ? $"The last good checkpoint is {path}. " : "")}" +
        $"Try a smaller trainer.optimizer.learning_rate, or set trainer.clipping.norm."));
}
