using System.Numerics;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>
/// A step of Adam over memory of the CPU in one pass: each number is read and written once, where tensor operations would read and write it
/// nine times. Every number is computed alone, so neither the width of vectors nor the number of threads changes a bit.
/// </summary>
/// <param name="values">The parameters.</param>
/// <param name="gradients">Their gradients.</param>
/// <param name="means">The means of the gradients.</param>
/// <param name="squares">The means of their squares.</param>
/// <param name="length">How many numbers they are.</param>
internal sealed unsafe class AdamKernel(float* values, float* gradients, float* means, float* squares, long length)
{
    // What a thread takes at once: large enough to be worth the switch.
    private const long Chunk = 1 << 16;

    private readonly float* _values = values;
    private readonly float* _gradients = gradients;
    private readonly float* _means = means;
    private readonly float* _squares = squares;

    /// <summary>Takes a step.</summary>
    /// <param name="adam">The numbers of the formula.</param>
    /// <param name="decay">Weight decay.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="step">The step, from 1.</param>
    /// <param name="threads">How many threads may work.</param>
    public void Step(AdamCoefficients adam, WeightDecay decay, double learningRate, long step, int threads)
    {
        var numbers = new Numbers(
            (float)adam.Beta1,
            (float)(1 - adam.Beta1),
            (float)adam.Beta2,
            (float)(1 - adam.Beta2),
            (float)(1 / Math.Sqrt(1 - Math.Pow(adam.Beta2, step))),
            (float)adam.Epsilon,
            (float)(learningRate / (1 - Math.Pow(adam.Beta1, step))),
            decay.IsDecoupled ? 0 : (float)decay.Rate,
            decay.IsDecoupled ? (float)(1 - (learningRate * decay.Rate)) : 1);
        if (threads == 1 || length <= Chunk)
        {
            Move(0, length, numbers);
            return;
        }

        var chunks = (length + Chunk - 1) / Chunk;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, chunks, options, i => Move(i * Chunk, Math.Min(length, (i + 1) * Chunk), numbers));
    }

    private void Move(long begin, long end, Numbers n)
    {
        var (beta1, share1, beta2, share2) = (
            new Vector<float>(n.Beta1), new Vector<float>(n.Share1), new Vector<float>(n.Beta2), new Vector<float>(n.Share2));
        var (correction, epsilon, stepSize) = (new Vector<float>(n.Correction), new Vector<float>(n.Epsilon), new Vector<float>(
            n.StepSize));
        var (decay, shrink) = (new Vector<float>(n.Decay), new Vector<float>(n.Shrink));
        var i = begin;
        for (; i <= end - Vector<float>.Count; i += Vector<float>.Count)
        {
            var value = Vector.Load(_values + i);
            var gradient = Vector.Load(_gradients + i) + (value * decay);
            var mean = (Vector.Load(_means + i) * beta1) + (gradient * share1);
            var square = (Vector.Load(_squares + i) * beta2) + (gradient * gradient * share2);
            Vector.Store(mean, _means + i);
            Vector.Store(square, _squares + i);
            Vector.Store((value * shrink) - (stepSize * mean / ((Vector.SquareRoot(square) * correction) + epsilon)), _values + i);
        }

        for (; i < end; i++)
        {
            var value = _values[i];
            var gradient = _gradients[i] + (value * n.Decay);
            var mean = _means[i] = (_means[i] * n.Beta1) + (gradient * n.Share1);
            var square = _squares[i] = (_squares[i] * n.Beta2) + (gradient * gradient * n.Share2);
            _values[i] = (value * n.Shrink) - (n.StepSize * mean / ((MathF.Sqrt(square) * n.Correction) + n.Epsilon));
        }
    }

    private readonly record struct Numbers(
        float Beta1, float Share1, float Beta2, float Share2, float Correction, float Epsilon, float StepSize, float Decay, float Shrink);
}
