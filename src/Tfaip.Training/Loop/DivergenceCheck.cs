using Tfaip.Parameters;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Loop;

/// <summary>Ends training that went where nothing can be learnt any more.</summary>
/// <param name="setup">What is trained.</param>
/// <param name="step">What trains it.</param>
/// <param name="checkpointing">A checkpoint that is being written is still a good one: errors name it.</param>
internal sealed class DivergenceCheck(TrainingSetup setup, TrainingStep step, Checkpointing checkpointing)
{
    /// <summary>What must be finite.</summary>
    public required FiniteState State { get; init; }

    /// <summary>Looks at the losses so far. Reads from the device, which a step must not do.</summary>
    /// <exception cref="TfaipException">One is not finite.</exception>
    public void CheckLosses(RunPosition at)
    {
        if (!step.Watch.Look()) throw LossDiverged(at);
    }

    /// <summary>Looks at the losses so far, and at the weights and buffers. Reads from the device, which a step must not do.</summary>
    /// <exception cref="TfaipException">A loss, a weight or a buffer is not finite.</exception>
    public void Check(RunPosition at)
    {
        CheckLosses(at);
        CheckState(at);
    }

    /// <summary>Looks at the weights and buffers. Reads from the device, which a step must not do.</summary>
    /// <exception cref="TfaipException">A weight or a buffer is not finite.</exception>
    public void CheckState(RunPosition at)
    {
        if (State.FirstNotFinite() is { } name) throw checkpointing.Settle(() => NotFinite(name, at.Epoch + 1, at.Step));
    }

    /// <summary>The error for a weight or buffer that is not finite.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="at">The step that left it so, from 1.</param>
    public Exception NotFinite(string name, int epoch, long at) =>
        Divergence.State(name, State.IsBuffer(name), epoch, at, setup.Checkpoints);

    /// <summary>The error for a loss that is not finite.</summary>
    /// <param name="at">Where the run stands.</param>
    /// <param name="batches">The batches of the step at hand, where there are any: what is wrong may be an input.</param>
    public Exception LossDiverged(RunPosition at, IReadOnlyList<Processors.Pipelines.Batch>? batches = null)
    {
        // A loss that is looked at before its step still has the weights that gave it.
        var (found, loss) = step.Watch.Found!.Value;
        var input = found == at.Step + 1 && batches is not null ? BatchPlace.FirstNotFinite(batches) : null;
        var weight = found == at.Step + 1 ? State.FirstNotFinite() : null;
        return checkpointing.Settle(() => weight is not null
            ? NotFinite(weight, at.Epoch + 1, at.Step)
            : Divergence.Loss(loss, at.Epoch + 1, found, setup.Checkpoints, input));
    }
}
