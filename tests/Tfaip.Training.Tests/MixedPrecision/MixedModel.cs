using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.MixedPrecision;

/// <summary>
/// Layers of many kinds: normalisations with statistics and without, a native LSTM, a weight that two layers share, a parameter and a
/// constant of the model's own.
/// </summary>
internal sealed class MixedModel : Model<ToyModelParams>
{
    private readonly Linear embed = Linear(4, 8);
    private readonly BatchNorm1d norm = BatchNorm1d(8);
    private readonly Conv1d conv = Conv1d(1, 4, 3, padding: 1L);
    private readonly LayerNorm layerNorm = LayerNorm(4);
    private readonly LSTM lstm = LSTM(4, 4, batchFirst: true);
    private readonly Linear first = Linear(4, 4);
    private readonly Linear second = Linear(4, 4);
    private readonly Linear head = Linear(4, 2);
    private readonly Parameter scale = Parameter(full([1], 1.1f));
    private readonly Tensor position = rand(8, 4);

    public MixedModel()
        : base(new()) => second.weight = first.weight;

    public override TensorMap Forward(TensorMap inputs)
    {
        var x = norm.call(embed.call(inputs["x"]));
        x = layerNorm.call(conv.call(x.unsqueeze(1)).transpose(1, 2)) + position;
        x = lstm.call(x).Item1.mean([1]);
        return new() { ["logits"] = head.call(second.call(functional.gelu(first.call(x))) * scale) };
    }

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) => new()
    {
        { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) },
        { "size", outputs["logits"].square(), 0.1 },
    };
}
