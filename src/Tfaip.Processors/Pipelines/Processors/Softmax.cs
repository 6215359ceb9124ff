using System.Numerics.Tensors;
using Tfaip.Processors.Numerics;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>The softmax of one line of logits.</summary>
internal static class Softmax
{
    /// <summary>Replaces logits, none of them NaN, by probabilities or their logarithms.</summary>
    public static void Apply(Span<float> logits, bool log = false)
    {
        if (logits.IsEmpty) return;

        // Less the largest, no exponential overflows; double keeps the sum of many small ones.
        double largest = TensorPrimitives.Max<float>(logits);
        if (double.IsInfinity(largest))
        {
            // An infinite logit leaves nothing to the finite ones: limit of the softmax, equal ones sharing.
            var count = 0;
            foreach (var logit in logits) count += logit == largest ? 1 : 0;
            var share = (float)(log ? -PortableMath.Log(count) : 1.0 / count);
            foreach (ref var logit in logits) logit = logit == largest ? share : log ? float.NegativeInfinity : 0;
            return;
        }

        var sum = 0.0;
        foreach (var logit in logits) sum += PortableMath.Exp(logit - largest);
        if (log)
        {
            var offset = largest + PortableMath.Log(sum);
            foreach (ref var logit in logits) logit = (float)(logit - offset);
            return;
        }

        foreach (ref var logit in logits) logit = (float)(PortableMath.Exp(logit - largest) / sum);
    }
}
