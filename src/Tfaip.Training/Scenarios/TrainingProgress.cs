using Tfaip.Training.Checkpoints.Snapshots;

namespace Tfaip.Training.Scenarios;

/// <summary>How far training is, for losses that depend on it.</summary>
/// <param name="Epoch">The epoch that goes on, from 0.</param>
/// <param name="Step">Optimizer steps done in the run.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="StepsPerEpoch">Optimizer steps of an epoch, or about so many.</param>
public readonly record struct TrainingProgress(int Epoch, long Step, int Epochs, int StepsPerEpoch)
{
    /// <summary>
    /// Where the run stood that wrote a checkpoint, as its evaluation there saw it: at the end of an epoch still in that epoch.
    /// </summary>
    internal static TrainingProgress Of(CheckpointState state, int epochs) =>
        new(state.StepsInEpoch == 0 ? Math.Max(state.Epoch - 1, 0) : state.Epoch, state.Step, epochs, state.StepsPerEpoch);

    /// <summary>
    /// The part of the run that is over, from 0 to 1; 0 where nothing is trained. It is that of the epoch, also where epochs have more or
    /// fewer steps than expected.
    /// </summary>
    public double Fraction => Epochs == 0 || StepsPerEpoch == 0 ? 0
        : Math.Min(Math.Clamp((double)Step / StepsPerEpoch, Epoch, Epoch + 1) / Epochs, 1);
}
