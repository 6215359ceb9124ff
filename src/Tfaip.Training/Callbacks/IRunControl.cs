using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Callbacks;

/// <summary>What a callback can ask of the run that it hears of.</summary>
public interface IRunControl
{
    /// <summary>The model that is trained, on its device. A callback may look at it, and must not change it.</summary>
    Model Model { get; }

    /// <summary>
    /// Ends training as if its last epoch were over: no further step is taken, the best checkpoint is exported, the run is completed. The
    /// first reason counts.
    /// </summary>
    /// <param name="reason">Why, for people: a clause such as <c>the loss has not improved for 5 evaluations</c>.</param>
    /// <remarks>
    /// Training that goes on from the checkpoint of the stop hears of it by <see cref="RunInfo.StopReason"/> in
    /// <see cref="RunStarted"/>: what stopped it stops it again there, or else it goes on.
    /// </remarks>
    void Stop(string reason);

    /// <summary>Asks for an evaluation, before the next step.</summary>
    void RequestEvaluation();

    /// <summary>Asks for a checkpoint, before the next step.</summary>
    void RequestCheckpoint();
}
