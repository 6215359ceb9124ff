using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Drops samples that are too short or too long.</summary>
[Variant("filter_length")]
public sealed record FilterLengthParams : ProcessorParams, IValidatable
{
    /// <value>The input or target whose length counts. Default: none, it must be given.</value>
    [Required]
    public string Key { get; init; } = "";

    /// <value>
    /// The axis of a tensor that is its length, without the batch axis; negative numbers count from the last one. Texts and bytes
    /// have one length, a whole number is itself the length. Default: 0.
    /// </value>
    [Range(-8, 7)]
    public int Axis { get; init; }

    /// <value>The smallest length that is kept. Default: 0.</value>
    [Range(0, int.MaxValue)]
    public int Min { get; init; }

    /// <value>The largest length that is kept; any where it is not given. Default: null.</value>
    [Range(0, int.MaxValue)]
    public int? Max { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new FilterLength(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Max < Min)
            yield return (nameof(Max), string.Create(
                CultureInfo.InvariantCulture, $"the largest length, {Max}, is less than the smallest, {Min}."));
    }

    private sealed class FilterLength : Processor
    {
        private readonly FilterLengthParams _parameters;
        private readonly string _short;
        private readonly string _long;

        public FilterLength(FilterLengthParams parameters)
        {
            Rules.Check(parameters);
            _parameters = parameters;
            _short = string.Create(CultureInfo.InvariantCulture, $"{parameters.Key} shorter than {parameters.Min}");
            _long = string.Create(CultureInfo.InvariantCulture, $"{parameters.Key} longer than {parameters.Max}");
        }

        public override Sample? Process(Sample sample, ref SampleRandom random)
        {
            var length = ValueLength.Of(sample, _parameters.Key, _parameters.Axis, "filter_length");
            return length < _parameters.Min ? sample.Drop(_short) : length > _parameters.Max ? sample.Drop(_long) : sample;
        }
    }
}
