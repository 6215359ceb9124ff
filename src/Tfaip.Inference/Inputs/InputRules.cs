using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference.Inputs;

/// <summary>Checks pre-processed samples against the tensors that the graph takes, before ONNX Runtime sees them.</summary>
internal sealed class InputRules(IReadOnlyList<TensorSpec> inputs)
{
    /// <summary>The graph's inputs of a sample, without anything else.</summary>
    /// <exception cref="TfaipException">
    /// A value is missing or does not fit; the message names the sample, the value and both forms.
    /// </exception>
    public Sample Select(Sample sample)
    {
        var selected = SampleValues.Empty;
        var sizes = new Dictionary<string, (long Length, string Input)>(StringComparer.Ordinal);
        foreach (var spec in inputs)
        {
            if (!sample.Inputs.TryGetValue(spec.Name, out var value))
            {
                var found = sample.Inputs.Count == 0 ? "none" : string.Join(", ", sample.Inputs.Keys);
                throw new TfaipException(
                    $"{sample.Source}: the model's input '{spec.Name}' is missing; after pre-processing there are: {found}.");
            }

            Check(sample, spec, value, sizes);
            selected = selected.With(spec.Name, value);
        }

        return sample with { Inputs = selected };
    }

    /// <summary>Samples with equal keys can be stacked.</summary>
    public static string ShapeKey(Sample sample) => string.Join(';', sample.Inputs.Values.Select(value => Form.Of(value)?.ToString()));

    private static void Check(Sample sample, TensorSpec spec, object value, Dictionary<string, (long Length, string Input)> sizes)
    {
        var form = Form.Of(value);
        if (form is null) throw Unfit(sample, spec, value is string ? "a string" : value is byte[]? "bytes" : value.GetType().Name);
        if (form.Type != spec.Type || form.Shape.Length != spec.Shape.Count - 1) throw Unfit(sample, spec, form.ToString());
        for (var axis = 0; axis < form.Shape.Length; axis++)
        {
            var (length, size) = (form.Shape[axis], spec.Shape[axis + 1]);
            if (size.Length is { } fixedLength)
            {
                if (length != fixedLength) throw Unfit(sample, spec, form.ToString());
                continue;
            }

            var name = size.Name!;
            if (!sizes.TryAdd(name, (length, spec.Name)) && sizes[name].Length != length)
            {
                throw new TfaipException(
                    $"{sample.Source}: the inputs '{sizes[name].Input}' and '{spec.Name}' share the size '{name}', but have "
                    + $"{sizes[name].Length} and {length}.");
            }

            if (length < 1)
                throw new TfaipException(
                    $"{sample.Source}: the input '{spec.Name}' is {form}, which is empty: '{name}' must be 1 or more.");
            if (spec.Sizes.TryGetValue(name, out var range)
                    && (length < range.Low || length > range.High || (length - range.Low) % range.Step != 0))
                throw new TfaipException($"{sample.Source}: the input '{spec.Name}' is {form}, but the model takes {name}: {range}.");
        }
    }

    private static TfaipException Unfit(Sample sample, TensorSpec spec, string found)
    {
        var shape = string.Join(", ", spec.Shape.Skip(1));
        var expected = Elements.Of(spec.Type).Name + (shape.Length == 0 ? " number" : $"[{shape}]");
        return new($"{sample.Source}: the input '{spec.Name}' is {found} after pre-processing, but the model takes {expected}.");
    }
}
