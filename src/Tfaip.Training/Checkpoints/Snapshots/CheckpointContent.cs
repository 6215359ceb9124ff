using static TorchSharp.torch;

namespace Tfaip.Training.Checkpoints.Snapshots;

/// <summary>All that a run needs to go on to the same bits.</summary>
/// <param name="State">Where the run stands.</param>
/// <param name="Weights">The model's state dict, as the optimizer moves it.</param>
/// <param name="Optimizer">What the optimizer remembers.</param>
/// <param name="Metrics">What the losses and metrics gathered over the epoch so far.</param>
internal sealed record CheckpointContent(
    CheckpointState State,
    IReadOnlyDictionary<string, Tensor> Weights,
    IReadOnlyDictionary<string, Tensor> Optimizer,
    IReadOnlyDictionary<string, Tensor> Metrics)
{
    /// <value>
    /// Averages of weights over the steps, by the names that these have in <see cref="Weights"/>: what evaluation and export
    /// use in their place. Default: none, where nothing is averaged.
    /// </value>
    public IReadOnlyDictionary<string, Tensor> Averages { get; init; } = new Dictionary<string, Tensor>();
}
