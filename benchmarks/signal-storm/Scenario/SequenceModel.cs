using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace SignalStormScenario;

public sealed record SequenceModelParams : ModelParams
{
    /// <value>Width of the recurrent layer.</value>
    [Range(1, 4096)]
    public int Hidden { get; init; } = 96;
}

/// <summary>A recurrent layer in both directions, and a decision at its end.</summary>
public sealed class SequenceModel(SequenceModelParams p) : Model<SequenceModelParams>(p)
{
    private readonly LSTM recurrent = LSTM(16, p.Hidden, batchFirst: true, bidirectional: true);
    private readonly Linear classify = Linear(2 * p.Hidden, 2);

    public override TensorMap Forward(TensorMap inputs)
    {
        var (states, _, _) = recurrent.call(inputs["sequence"]);
        return new() { ["logits"] = classify.call(states.mean([1])) };
    }

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };
}
