using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Lines;

public sealed record LinesModelParams : ModelParams
{
    [Description("Labels, the blank included."), Range(2, 100_000)]
    public int Labels { get; init; } = 89;

    [Description("Units of the LSTM in each direction."), Range(1, 4096)]
    public int Units { get; init; } = 100;
}

/// <summary>Convolutions, a bidirectional LSTM along the line, and a CTC loss.</summary>
public sealed class LinesModel(LinesModelParams p) : Model<LinesModelParams>(p)
{
    // Both poolings halve the width: that many columns of pixels are one frame.
    private const int ColumnsPerFrame = 4;

    private readonly Sequential _features = Sequential(
        Conv2d(1, 32, 3, padding: 1), BatchNorm2d(32), ReLU(), MaxPool2d(2),
        Conv2d(32, 64, 3, padding: 1), BatchNorm2d(64), ReLU(), MaxPool2d(2));

    private readonly LSTM _context = LSTM(64 * 6, p.Units, batchFirst: true, bidirectional: true);
    private readonly Linear _classify = Linear(2 * p.Units, p.Labels);

    public override Monitor Best => Monitor.Min("learnt/character_error_rate");

    public override TensorMap Forward(TensorMap inputs)
    {
        var features = _features.call(inputs["image"]).flatten(1, 2).transpose(1, 2); // [batch, frames, channels * rows]
        var (states, _, _) = _context.call(features);
        return new()
        {
            ["logits"] = _classify.call(states),
            ["frames"] = inputs["image_width"].div(ColumnsPerFrame, RoundingMode.floor),
        };
    }

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        var logProbabilities = outputs["logits"].log_softmax(2).transpose(0, 1); // [frames, batch, labels]
        return new()
        {
            {
                "ctc",
                functional.ctc_loss(logProbabilities, targets["labels"], outputs["frames"], targets["label_count"], zero_infinity: true)
            },
        };
    }
}
