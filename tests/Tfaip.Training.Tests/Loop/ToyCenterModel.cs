using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Loop;

/// <summary>A toy whose second loss depends on learnt centres, which no output shows.</summary>
public sealed class ToyCenterModel(ToyModelParams parameters) : ToyModel(parameters)
{
    private readonly Parameter centers = new(ones(2, 2));

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        var losses = base.Loss(inputs, targets, outputs);
        losses.Add("center", (outputs["logits"] - centers.index_select(0, targets["label"])).square(), 0.01);
        return losses;
    }
}
