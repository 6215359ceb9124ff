using Tfaip.Training.Metrics;
using Tfaip.Training.Metrics.Answers;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Attacks.Scenario;

public sealed record AttackedModelParams : ModelParams;

/// <summary>Two linear layers.</summary>
public sealed class AttackedModel(AttackedModelParams p) : Model<AttackedModelParams>(p)
{
    private readonly Linear hidden = Linear(4, 8);
    private readonly Linear classify = Linear(8, 2);

    public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = classify.call(functional.relu(hidden.call(inputs["x"]))) };

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };

    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label")];
}

/// <summary>Measures the labels.</summary>
public sealed class AttackedEvaluator() : AnswerEvaluator(new AnswerAccuracy("label", "label") { ListedErrors = 3 });
