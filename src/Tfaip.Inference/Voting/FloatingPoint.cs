using System.Numerics;
using System.Numerics.Tensors;
using Tfaip.Parameters;

namespace Tfaip.Inference.Voting;

/// <summary>Means of numbers and tensors of floating point, summed in double precision, so that the mean of equal ones is that one.</summary>
internal static class FloatingPoint
{
    public static bool Is(object value) => value is float or double or Half or Tensor<float> or Tensor<double> or Tensor<Half>;

    /// <summary>The mean, in the type of the values; null where they are not of floating point.</summary>
    /// <exception cref="TfaipException">The values differ in type or shape.</exception>
    public static object? Mean(object[] values, string name)
    {
        if (!Is(values[0])) return null;
        if (Array.Find(values, value => VoteText.Of(value) != VoteText.Of(values[0])) is { } other)
        {
            throw new TfaipException(
                $"The output '{name}' of the models is {VoteText.Of(values[0])} and {VoteText.Of(other)}; only equal types and shapes have a mean.");
        }

        return values[0] switch
        {
            float => OfNumbers<float>(values),
            double => OfNumbers<double>(values),
            Half => OfNumbers<Half>(values),
            Tensor<float> => OfTensors<float>(values),
            Tensor<double> => OfTensors<double>(values),
            _ => OfTensors<Half>(values),
        };
    }

    private static object OfNumbers<T>(object[] values)
        where T : IFloatingPoint<T> => T.CreateTruncating(Mean(values.Length, i => double.CreateTruncating((T)values[i])));

    private static Tensor<T> OfTensors<T>(object[] values)
        where T : IFloatingPoint<T>
    {
        var tensors = Array.ConvertAll(values, value => ((Tensor<T>)value).ToArray());
        var mean = new T[tensors[0].Length];
        for (var element = 0; element < mean.Length; element++)
            mean[element] = T.CreateTruncating(Mean(tensors.Length, i => double.CreateTruncating(tensors[i][element])));
        return System.Numerics.Tensors.Tensor.Create(mean, ((Tensor<T>)values[0]).Lengths);
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
}
