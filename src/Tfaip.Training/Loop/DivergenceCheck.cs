namespace Tfaip.Training.Loop;

/// <summary>Ends training that went where nothing can be learnt any more.</summary>
/// <param name="setup">What is trained.</param>
/// <param name="step">What trains it.</param>
/// <param name="checkpointing">A checkpoint that is being written is still a good one: errors name it.</param>
internal sealed class DivergenceCheck(TrainingSetup setup, TrainingStep step, Checkpointing checkpointing)
{
    /// <summary>Looks at the losses so far. Reads from the device, which a step must not do.</summary>
    /// <exception cref="Processors.TfaipException">One is not finite.</exception>
    public void CheckLosses(RunPosition at)
    {
        if (!step.Watch.Look()) throw LossDiverged(at);
    }

    /// <summary>Looks at the losses so far and at the weights. Reads from the device, which a step must not do.</summary>
    /// <exception cref="Processors.TfaipException">A loss or a weight is not finite.</exception>
    public void Check(RunPosition at)
    {
        CheckLosses(at);
        if (!step.Parameters.AreFinite()) throw checkpointing.Settle(() => Divergence.Weight(at.Epoch + 1, at.Step, setup.Checkpoints));
    }

    /// <summary>The error for a loss that is not finite.</summary>
    public Exception LossDiverged(RunPosition at)
    {
        // A loss that is looked at before its step still has the weights that gave it.
        var (found, loss) = step.Watch.Found!.Value;
        var isWeight = found == at.Step + 1 && !step.Parameters.AreFinite();
        return checkpointing.Settle(() => isWeight
            ? Divergence.Weight(at.Epoch + 1, at.Step, setup.Checkpoints)
            : Divergence.Loss(loss, at.Epoch + 1, found, setup.Checkpoints));
    }
}
