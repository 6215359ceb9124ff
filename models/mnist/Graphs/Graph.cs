namespace Mnist.Graphs;

/// <summary>Maps images [batch, 1, 28, 28] to features [batch, <see cref="Features"/>].</summary>
public abstract class Graph(string name) : torch.nn.Module<torch.Tensor, torch.Tensor>(name)
{
    public abstract int Features { get; }

    /// <summary>
    /// What the first layers see, [batch, channels, height, width], to look at in TensorBoard; null where they see no image.
    /// </summary>
    public virtual torch.Tensor? FeatureMaps(torch.Tensor images) => null;
}
