namespace Tfaip.Training.Loop;

/// <summary>Where in a run an optimizer step stands.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Step">The step in the epoch, from 0.</param>
/// <param name="StepsPerEpoch">How many steps an epoch has, where no batch is dropped.</param>
internal readonly record struct StepPosition(int Epoch, int Step, int StepsPerEpoch)
{
    /// <summary>The step in the run, from 0, counting steps that were left out because their batches were dropped.</summary>
    public long InRun => ((long)Epoch * StepsPerEpoch) + Step;
}
