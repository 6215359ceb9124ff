using static TorchSharp.torch;

namespace Tfaip.Training.Checkpoints;

/// <summary>All that a run needs to go on to the same bits.</summary>
/// <param name="State">Where the run stands.</param>
/// <param name="Weights">The model's state dict.</param>
/// <param name="Optimizer">What the optimizer remembers.</param>
/// <param name="Metrics">What the losses and metrics gathered over the epoch so far.</param>
public sealed record CheckpointContent(
    CheckpointState State,
    IReadOnlyDictionary<string, Tensor> Weights,
    IReadOnlyDictionary<string, Tensor> Optimizer,
    IReadOnlyDictionary<string, Tensor> Metrics);
