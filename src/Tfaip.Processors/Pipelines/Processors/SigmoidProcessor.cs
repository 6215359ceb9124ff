using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Numerics;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class SigmoidProcessor(SigmoidParams parameters) : ValueProcessor(parameters)
{
    protected override object ProcessValue(object value, ref SampleRandom random)
    {
        if (Elements.Of(value) is not { } elements || !elements.IsFloat)
        {
            throw new TfaipException(
                $"{Name} is {Elements.Describe(value)}; it must be a number or a tensor of float32, float64 or float16.");
        }

        if (!elements.IsTensor(value)) return Sigmoid(elements.ToSingle(value));
        var scores = elements.ToSingles(value);
        foreach (ref var score in scores.AsSpan()) score = Sigmoid(score);
        return Tensor.Create(scores, elements.ShapeOf(value));
    }

    private static float Sigmoid(float x) => (float)(1 / (1 + PortableMath.Exp(-(double)x)));
}
