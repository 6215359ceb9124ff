namespace Tfaip.Training.Optimization;

/// <summary>The parameters of a learning-rate schedule: a polymorphic node of the tree.</summary>
public abstract record ScheduleParams
{
    /// <summary>What the learning rate is multiplied by at a step: a pure function, so that a resumed run needs no state of it.</summary>
    /// <param name="step">The step in the run, from 0.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    /// <param name="epochs">Epochs of the run.</param>
    public abstract double Factor(long step, int stepsPerEpoch, int epochs);
}
