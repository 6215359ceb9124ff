using Tfaip.Processors.Samples;
using Tfaip.Training.Metrics;

namespace Tfaip.Training.Tests.Loop;

/// <summary>Measures by finished samples what the metric accuracy measures by batches.</summary>
internal sealed class AnswerCounter : Evaluator
{
    private int _right;
    private int _all;

    public override void Reset() => (_right, _all) = (0, 0);

    public override void Update(Sample sample)
    {
        var logits = (System.Numerics.Tensors.Tensor<float>)sample.Outputs["logits"];
        if ((logits[1] > logits[0] ? 1L : 0L) == (long)sample.Targets["label"]) _right++;
        _all++;
    }

    public override IReadOnlyDictionary<string, double> Result() => new Dictionary<string, double> { ["right"] = (double)_right / _all };
}
