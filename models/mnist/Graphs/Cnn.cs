using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Mnist.Graphs;

/// <summary>Convolutions with pooling, and linear layers behind them.</summary>
[Variant("cnn")]
public sealed record CnnParams : GraphParams, IValidatable
{
    /// <value>Filters of the convolutions; each is followed by the activation and a pooling that halves the image.</value>
    [MinLength(1)]
    public IReadOnlyList<int> Filters { get; init; } = [16, 32];

    /// <value>Widths of the linear layers behind them.</value>
    public IReadOnlyList<int> Dense { get; init; } = [128];

    public override Graph Create() => new Cnn(this, CreateActivation);

    IEnumerable<(string Property, string Message)> IValidatable.Validate()
    {
        if (Filters.Count > 4) yield return (nameof(Filters), "An image of 28×28 pixels can be halved four times; give at most 4 filters.");
    }
}

/// <summary>Convolutions of 2×2 with pooling, then linear layers.</summary>
public sealed class Cnn : Graph
{
    private readonly Sequential convolutions = Sequential();
    private readonly Sequential dense = Sequential();

    public Cnn(CnnParams p, Func<Module<torch.Tensor, torch.Tensor>> activation)
        : base(nameof(Cnn))
    {
        var (channels, side) = (1, 28);
        foreach (var (i, filters) in p.Filters.Index())
        {
            convolutions.append($"conv{i + 1}", Conv2d(channels, filters, 2, Padding.Same));
            convolutions.append($"activation{i + 1}", activation());
            convolutions.append($"pool{i + 1}", MaxPool2d(2));
            (channels, side) = (filters, side / 2);
        }

        var width = channels * side * side;
        foreach (var (i, nodes) in p.Dense.Index())
        {
            dense.append($"linear{i + 1}", Linear(width, nodes));
            dense.append($"activation{i + 1}", activation());
            width = nodes;
        }

        Features = width;
        RegisterComponents();
    }

    public override int Features { get; }

    public override torch.Tensor? FeatureMaps(torch.Tensor images) => convolutions.call(images);

    public override torch.Tensor forward(torch.Tensor images) => dense.call(convolutions.call(images).flatten(1));
}
