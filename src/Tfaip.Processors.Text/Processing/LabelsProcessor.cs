using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Text.Processing;

/// <summary>Makes a text of labels, or of scores of which the largest at each time counts.</summary>
internal abstract class LabelsProcessor : ValueProcessor
{
    private readonly ValueProcessorParams _parameters;
    private readonly string? _length;

    /// <summary>Creates the processor.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="length">The name of the output that says how many times count; null where all do.</param>
    protected LabelsProcessor(ValueProcessorParams parameters, string? length)
        : base(parameters) => (_parameters, _length) = (parameters, length);

    /// <summary>What messages say that the value must be.</summary>
    protected abstract string Expected { get; }

    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        if (_length is null) return base.Process(sample, ref random);

        // The value is shortened on the way in, so that the sample keeps it as it is.
        var steps = StepsOf(sample, _length);
        if (!sample.ValuesOf(_parameters.Side).TryGetValue(_parameters.Key, out var value)) return base.Process(sample, ref random);
        var shortened = sample.WithValues(_parameters.Side, sample.ValuesOf(_parameters.Side).With(_parameters.Key, Shorten(value, steps)));
        var decoded = base.Process(shortened, ref random)!;
        return string.IsNullOrEmpty(_parameters.To) || _parameters.To == _parameters.Key
            ? decoded
            : decoded.WithValues(_parameters.Side, decoded.ValuesOf(_parameters.Side).With(_parameters.Key, value));
    }

    protected sealed override object ProcessValue(object value, ref SampleRandom random) => TextOf(Labels(value));

    /// <summary>The text.</summary>
    protected abstract string TextOf(long[] labels);

    /// <summary>Whether scores have as many labels as they must.</summary>
    protected abstract bool AreScores(nint labels);

    private long[] Labels(object value)
    {
        if (value is Tensor<long> { Rank: 1 } labels) return labels.ToArray();
        if (value is Tensor<int> { Rank: 1 } shortLabels) return Array.ConvertAll(shortLabels.ToArray(), label => (long)label);
        if (value is not Tensor<float> { Rank: 2 } scores || !AreScores(scores.Lengths[1]))
            throw new TfaipException($"{Name} is {SampleValues.Describe(value)}; it must be {Expected}.");
        return BestPath(scores);
    }

    private long[] BestPath(Tensor<float> scores)
    {
        var elements = Dense.Elements(scores);
        var path = new long[scores.Lengths[0]];
        var width = (int)scores.Lengths[1];
        for (var time = 0; time < path.Length; time++)
        {
            var line = elements.Slice(time * width, width);
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
            _ => throw new TfaipException(
                $"the output '{key}' is {SampleValues.Describe(value)}; it must be a whole number from 0 on, the length of {Name}."),
        };
    }
}
