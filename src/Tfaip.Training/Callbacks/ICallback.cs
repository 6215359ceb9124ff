namespace Tfaip.Training.Callbacks;

/// <summary>
/// Hears what a run does, on the training thread: a slow callback slows the run. It may ask the run for something. An exception of a
/// callback ends the run. Epochs and steps count from 1, as people count.
/// </summary>
/// <example>
/// <code>
/// public sealed class Shout : ICallback
/// {
///     public void On(RunEvent happened, IRunControl run)
///     {
///         if (happened is EvaluationCompleted { IsBest: true } best) Console.WriteLine($"epoch {best.Epoch} is the best so far");
///     }
/// }
/// </code>
/// </example>
public interface ICallback
{
    /// <summary>Hears an event. Which there are: the records derived from <see cref="RunEvent"/>; more may come.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="run">What can be asked of the run.</param>
    void On(RunEvent happened, IRunControl run);
}
