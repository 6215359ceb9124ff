using Tfaip.Parameters;
using Tfaip.Training.Checkpoints.Snapshots;

namespace Tfaip.Training.Checkpoints;

/// <summary>A checkpoint that is to be written.</summary>
/// <param name="Content">What is in it.</param>
internal sealed record CheckpointOrder(CheckpointContent Content)
{
    /// <value>Which checkpoints stay. Default: null, where it is written as the best one and no more.</value>
    public CheckpointRetention? Retention { get; init; }

    /// <value>The weights that nothing but an optimizer step changes, as a rule the model's parameters. Default: none.</value>
    public IReadOnlySet<string> SteadyWeights { get; init; } = new HashSet<string>();

    /// <value>The weights that must be finite numbers, else nothing is written. Default: none.</value>
    public IReadOnlySet<string> FiniteWeights { get; init; } = new HashSet<string>();

    /// <value>Gives the error for a weight that is not finite, by its name. Default: one that names it.</value>
    public Func<string, Exception> NotFinite { get; init; } = name => new TfaipException($"The weight '{name}' is not a finite number.");
}
