using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Mnist.Graphs;

/// <summary>Linear layers on the pixels.</summary>
[Variant("mlp")]
public sealed record MlpParams : GraphParams
{
    /// <value>Widths of the hidden layers.</value>
    [MinLength(1)]
    public IReadOnlyList<int> Nodes { get; init; } = [128];

    public override Graph Create() => new Mlp(this, CreateActivation);
}

/// <summary>Linear layers on the pixels.</summary>
public sealed class Mlp : Graph
{
    private readonly Sequential layers = Sequential();

    public Mlp(MlpParams p, Func<Module<torch.Tensor, torch.Tensor>> activation)
        : base(nameof(Mlp))
    {
        var width = 28 * 28;
        foreach (var (i, nodes) in p.Nodes.Index())
        {
            layers.append($"linear{i + 1}", Linear(width, nodes));
            layers.append($"activation{i + 1}", activation());
            width = nodes;
        }

        Features = width;
        RegisterComponents();
    }

    public override int Features { get; }

    public override torch.Tensor forward(torch.Tensor images) => layers.call(images.flatten(1));
}
