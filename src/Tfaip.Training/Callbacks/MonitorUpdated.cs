using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Callbacks;

/// <summary>
/// The value that decides which checkpoint is the best was measured; all <see cref="EvaluationCompleted"/> of it came before.
/// </summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">Steps done in the run.</param>
/// <param name="Monitor">What is monitored.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsBest">Whether it is the best so far.</param>
/// <param name="Values">
/// All values by name: those of the first evaluation set (of training, where there is none), those of other sets as <c>SET/NAME</c>, those
/// of training as <c>training/NAME</c>.
/// </param>
public sealed record MonitorUpdated(
    int Epoch, long Step, Model.Monitor Monitor, double Value, bool IsBest, IReadOnlyDictionary<string, double> Values) : RunEvent
{
    /// <value>The first input of an evaluation set that is not a finite number, in words. Default: null, there is none.</value>
    public string? NotFiniteInput { get; init; }
}
