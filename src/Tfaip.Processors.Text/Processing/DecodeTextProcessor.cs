using System.Numerics.Tensors;
using System.Text;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text.Codec;

namespace Tfaip.Processors.Text.Processing;

internal sealed class DecodeTextProcessor(DecodeTextParams parameters) : ValueProcessor(parameters)
{
    private readonly Alphabet _alphabet = new(parameters.Alphabet, "decode_text");

    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        if (parameters.Length is not { } length) return base.Process(sample, ref random);

        // The value is shortened on the way in, so that the sample keeps it as it is.
        var steps = StepsOf(sample, length);
        if (!sample.ValuesOf(parameters.Side).TryGetValue(parameters.Key, out var value)) return base.Process(sample, ref random);
        var shortened = sample.WithValues(parameters.Side, sample.ValuesOf(parameters.Side).With(parameters.Key, Shorten(value, steps)));
        var decoded = base.Process(shortened, ref random)!;
        return string.IsNullOrEmpty(parameters.To) || parameters.To == parameters.Key
            ? decoded
            : decoded.WithValues(parameters.Side, decoded.ValuesOf(parameters.Side).With(parameters.Key, value));
    }

    protected override object ProcessValue(object value, ref SampleRandom random)
    {
        var labels = Labels(value);
        var text = new StringBuilder(labels.Length);
        long? last = null;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0 || labels[i] >= _alphabet.Count)
            {
                throw new TfaipException($"{Name} is {labels[i]} at element {i}, but there are {_alphabet.Count} labels, from 0 to {_alphabet.Count - 1}.");
            }

            if (!parameters.Ctc || labels[i] != last) text.Append(_alphabet.CharacterOf(labels[i]));
            last = labels[i];
        }

        return text.ToString();
    }

    private long[] Labels(object value)
    {
        if (value is Tensor<long> { Rank: 1 } labels) return labels.ToArray();
        if (value is Tensor<int> { Rank: 1 } shortLabels) return Array.ConvertAll(shortLabels.ToArray(), label => (long)label);
        if (value is not Tensor<float> { Rank: 2 } scores || scores.Lengths[1] != _alphabet.Count)
        {
            throw new TfaipException(
                $"{Name} is {SampleValues.Describe(value)}; it must be int64[time], the labels, or float32[time, {_alphabet.Count}], the scores of each label "
                + "of the alphabet.");
        }

        return BestPath(scores);
    }

    private long[] BestPath(Tensor<float> scores)
    {
        var elements = new float[scores.FlattenedLength];
        scores.FlattenTo(elements);
        var path = new long[scores.Lengths[0]];
        for (var time = 0; time < path.Length; time++)
        {
            var line = elements.AsSpan(time * _alphabet.Count, _alphabet.Count);
            for (var label = 0; label < line.Length; label++)
            {
                if (float.IsNaN(line[label])) throw new TfaipException($"{Name} is NaN at time {time}, label {label}.");
                if (line[label] > line[(int)path[time]]) path[time] = label;
            }
        }

        return path;
    }

    private static object Shorten(object value, int steps) => value switch
    {
        Tensor<float> { Rank: 2 } scores when scores.Lengths[0] > steps => scores.Slice(0..steps, Range.All),
        Tensor<long> { Rank: 1 } labels when labels.Lengths[0] > steps => labels.Slice(0..steps),
        Tensor<int> { Rank: 1 } labels when labels.Lengths[0] > steps => labels.Slice(0..steps),
        _ => value,
    };

    private int StepsOf(Sample sample, string key)
    {
        if (!sample.Outputs.TryGetValue(key, out var value))
        {
            throw new TfaipException($"the sample has no output '{key}', the length of {Name}.");
        }

        return value switch
        {
            long number and >= 0 and <= int.MaxValue => (int)number,
            int number and >= 0 => number,
            _ => throw new TfaipException($"the output '{key}' is {SampleValues.Describe(value)}; it must be a whole number from 0 on, the length of {Name}."),
        };
    }
}
