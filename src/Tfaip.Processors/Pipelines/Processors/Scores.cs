using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Reads the scores of a model.</summary>
internal static class Scores
{
    /// <summary>The elements of a tensor of floating-point numbers, or of one number, as float32 in row-major order.</summary>
    /// <exception cref="TfaipException">It is something else, or holds NaN.</exception>
    public static float[] Of(object value, string name, out ReadOnlySpan<nint> shape)
    {
        if (!Elements.IsTensor(value, out var elements) || !elements.IsFloat)
        {
            throw new TfaipException($"{name} is {Elements.Describe(value)}; it must be a tensor of float32, float64 or float16.");
        }

        shape = elements.ShapeOf(value);
        return RefuseNaN(elements.ToSingles(value), name);
    }

    public static float[] RefuseNaN(float[] scores, string name)
    {
        var place = Array.FindIndex(scores, float.IsNaN);
        return place < 0 ? scores : throw new TfaipException($"{name} is NaN at element {place}.");
    }
}
