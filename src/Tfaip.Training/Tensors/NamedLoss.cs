using static TorchSharp.torch;

namespace Tfaip.Training.Tensors;

/// <summary>One loss of a batch.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mean">Its mean over the batch, a scalar tensor.</param>
/// <param name="Weight">What it counts in the total.</param>
public sealed record NamedLoss(string Name, Tensor Mean, double Weight)
{
    /// <value>The loss as the model gave it: a scalar, or one value per sample, token or pixel. Default: its mean.</value>
    public Tensor Values { get; init; } = Mean;
}
