using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Sequences;

/// <summary>A tensor among the inputs or targets of a sample, with one of its axes.</summary>
internal readonly record struct SampleTensor(object Value, Elements Elements, int Axis, bool IsInput)
{
    /// <summary>The length of the axis.</summary>
    public nint Length => Elements.ShapeOf(Value)[Axis];

    /// <summary>Finds the tensor; the axis counts from the end where it is negative.</summary>
    /// <exception cref="TfaipException">There is none, or it has no such axis.</exception>
    public static SampleTensor Find(Sample sample, string key, int axis)
    {
        var isInput = sample.Inputs.TryGetValue(key, out var value);
        if (!isInput && !sample.Targets.TryGetValue(key, out value))
        {
            var keys = sample.Inputs.Keys.Concat(sample.Targets.Keys).DefaultIfEmpty("none");
            throw new TfaipException($"the sample has no input or target '{key}'; it has {string.Join(", ", keys)}.");
        }

        if (Elements.IsTensor(value!, out var elements))
        {
            var rank = elements.ShapeOf(value!).Length;
            var place = axis < 0 ? axis + rank : axis;
            if (place >= 0 && place < rank) return new(value!, elements, place, isInput);
        }

        throw new TfaipException(string.Create(
            CultureInfo.InvariantCulture, $"'{key}' is {Elements.Describe(value!)}; it must be a tensor with an axis {axis}."));
    }

    /// <summary>The sample with another value in the place of this one.</summary>
    public Sample Replace(Sample sample, string key, object value) =>
        IsInput ? sample.WithInput(key, value) : sample.WithTarget(key, value);
}
