using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Digits;

public sealed record DigitsModelParams : ModelParams
{
    /// <value>How many digits there are, as the targets of the data say.</value>
    [FromData("label")]
    public int Classes { get; init; }

    /// <value>Filters of the two convolutions.</value>
    [MinLength(2), MaxLength(2)]
    public IReadOnlyList<int> Filters { get; init; } = [32, 64];

    /// <value>Width of the hidden layer.</value>
    [Range(1, 4096)]
    public int Hidden { get; init; } = 128;

    /// <value>Share of the features that dropout sets to zero in training.</value>
    [Range(0.0, 0.9)]
    public double Dropout { get; init; } = 0.25; // 898 images are few; without it the network learns them by heart
}

/// <summary>Two convolutions and two linear layers on images of 8×8 pixels.</summary>
public sealed class DigitsModel(DigitsModelParams p) : Model<DigitsModelParams>(p)
{
    private readonly Conv2d conv1 = Conv2d(1, p.Filters[0], 3, padding: 1L);
    private readonly Conv2d conv2 = Conv2d(p.Filters[0], p.Filters[1], 3, padding: 1L);
    private readonly MaxPool2d pool = MaxPool2d(2);
    private readonly Dropout dropout = Dropout(p.Dropout);
    private readonly Linear hidden = Linear(p.Filters[1] * 4 * 4, p.Hidden); // the pool halves 8×8 to 4×4
    private readonly Linear classify = Linear(p.Hidden, p.Classes);

    public override Monitor Best => Monitor.Max("accuracy");

    public override TensorMap Forward(TensorMap inputs)
    {
        var x = functional.relu(conv1.call(inputs["image"]));
        x = pool.call(functional.relu(conv2.call(x)));
        x = functional.relu(hidden.call(dropout.call(x.flatten(1))));
        return new() { ["logits"] = classify.call(dropout.call(x)) };
    }

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };

    public override IEnumerable<IMetric> Metrics() =>
        [new Accuracy("logits", "label"), new ConfusionMatrix("logits", "label")];
}
