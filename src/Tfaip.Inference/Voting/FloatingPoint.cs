using System.Numerics;
using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference.Voting;

/// <summary>
/// Means of numbers and tensors of floating point, summed in double precision, so that the mean of equal ones is that one.
/// </summary>
internal static class FloatingPoint
{
    public static bool Is(object value) => Elements.Of(value) is { IsFloat: true };

    /// <summary>The mean, in the type of the values; null where they are not of floating point.</summary>
    /// <exception cref="TfaipException">The values differ in type or shape.</exception>
    public static object? Mean(object[] values, string name)
    {
        if (!Is(values[0])) return null;
        if (Array.Find(values, value => VoteText.Of(value) != VoteText.Of(values[0])) is { } other)
        {
            throw new TfaipException(
                $"The output '{name}' of the models is {VoteText.Of(values[0])} and {VoteText.Of(other)}; only equal types and shapes have "
                + "a mean.");
        }

        return Elements.Of(values[0])!.OfNumber(new MeanOf(values));
    }

    // As x + Σ (x[i] - x) / n the mean of equal numbers is exact in double precision too.
    private static double Mean(int count, Func<int, double> value)
    {
        var first = value(0);
        var sum = 0.0;
        for (var i = 1; i < count; i++) sum += value(i) - first;
        return sum == 0 || double.IsNaN(sum) && IsSame(count, value, first) ? first : first + (sum / count);
    }

    // Infinities differ by no number.
    private static bool IsSame(int count, Func<int, double> value, double first)
    {
        for (var i = 1; i < count; i++)
        {
            if (!value(i).Equals(first)) return false;
        }

        return true;
    }

    private sealed class MeanOf(object[] values) : INumberFunction<object>
    {
        public object Invoke<T>()
            where T : unmanaged, INumber<T>
        {
            if (values[0] is not Tensor<T> first)
                return T.CreateTruncating(Mean(values.Length, i => double.CreateTruncating((T)values[i])));
            var tensors = Array.ConvertAll(values, value => ((Tensor<T>)value).ToArray());
            var mean = new T[tensors[0].Length];
            for (var element = 0; element < mean.Length; element++)
                mean[element] = T.CreateTruncating(Mean(tensors.Length, i => double.CreateTruncating(tensors[i][element])));
            return Tensor.Create(mean, first.Lengths);
        }
    }
}
