using System.Globalization;
using Tfaip.Parameters;
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
    /// <param name="input">The input that is not finite, in words; null where there is none.</param>
    public static TfaipException Loss(double loss, int epoch, long step, CheckpointStore checkpoints, string? input = null) => input is null
        ? At(string.Create(CultureInfo.InvariantCulture, $"The loss is {loss}"), epoch, step, checkpoints)
        : new(string.Create(
            CultureInfo.InvariantCulture,
            $"The loss is {loss} in epoch {epoch}, step {step}: {input}. {LastGood(checkpoints)}Correct the sample, or leave it out with a "
            + $"processor."));

    /// <summary>A weight is not a finite number, so a gradient was not; or a buffer is not.</summary>
    /// <param name="name">The name of the weight or buffer.</param>
    /// <param name="isBuffer">Whether it is a buffer.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="step">The step that left it so, from 1.</param>
    /// <param name="checkpoints">The run's checkpoints.</param>
    public static TfaipException State(string name, bool isBuffer, int epoch, long step, CheckpointStore checkpoints) => isBuffer
        ? new(string.Create(
            CultureInfo.InvariantCulture,
            $"The buffer '{name}' is not a finite number in epoch {epoch}, step {step}. {LastGood(checkpoints)}"
            + $"Look at what the model computes it from, such as an input that is not finite."))
        : At($"A gradient, and with it the weight '{name}', is not a finite number", epoch, step, checkpoints);

    private static TfaipException At(string what, int epoch, long step, CheckpointStore checkpoints) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{what} in epoch {epoch}, step {step}: training diverged. "
        + $"{LastGood(checkpoints)}"
        + $"Try a smaller trainer.optimizer.learning_rate, or set trainer.clipping.norm."));

    private static string LastGood(CheckpointStore checkpoints) =>
        checkpoints.Newest is { } path ? $"The last good checkpoint is {path}. " : "";
}
