using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Batching;

/// <summary>How long a value of a sample is.</summary>
internal static class ValueLength
{
    /// <summary>The length of an axis of a tensor, of a text or of bytes; a whole number is itself the length.</summary>
    /// <exception cref="TfaipException">There is no such value, or it has no length; the message names the sample and who asks.</exception>
    public static long Of(Sample sample, string key, int axis, string user)
    {
        if (!sample.Inputs.TryGetValue(key, out var value) && !sample.Targets.TryGetValue(key, out value))
        {
            var keys = sample.Inputs.Keys.Concat(sample.Targets.Keys).DefaultIfEmpty("none");
            throw new TfaipException(
                $"{sample.Source}: has no input or target '{key}', by whose length '{user}' goes; it has {string.Join(", ", keys)}.");
        }

        switch (value)
        {
            case string text: return text.Length;
            case byte[] bytes: return bytes.Length;
            case long or int or short or byte or sbyte: return Convert.ToInt64(value, CultureInfo.InvariantCulture);
        }

        if (Elements.IsTensor(value, out var elements))
        {
            var shape = elements.ShapeOf(value);
            var place = axis < 0 ? axis + shape.Length : axis;
            if (place >= 0 && place < shape.Length) return shape[place];
        }

        throw new TfaipException(string.Create(
            CultureInfo.InvariantCulture,
            $"{sample.Source}: '{key}' is {Elements.Describe(value)}, which has no axis {axis}, by whose length '{user}' goes."));
    }
}
