using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>A processor that changes one value of a sample; it finds the value and stores the result.</summary>
public abstract class ValueProcessor : Processor
{
    private readonly string _key;
    private readonly string _to;
    private readonly SampleSide _side;

    /// <summary>Creates the processor.</summary>
    /// <exception cref="TfaipException">The key is empty, or a rule of the parameters does not hold.</exception>
    protected ValueProcessor(ValueProcessorParams parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _key = SampleValue.Key(parameters.Key, ProcessorStep.NameOf(parameters));
        if (parameters is IValidatable rules) Rules.Check(rules);
        (_to, _side) = (string.IsNullOrEmpty(parameters.To) ? _key : parameters.To, parameters.Side);
        Name = SampleValue.NameOf(_side, _key);
    }

    /// <summary>What messages call the value: <c>the input 'image'</c>.</summary>
    protected string Name { get; }

    /// <inheritdoc/>
    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (SampleValue.IsWithoutTargets(sample, _side)) return sample;
        var result = ProcessValue(SampleValue.Of(sample, _side, _key), ref random);
        return result is null ? null : sample.WithValues(_side, sample.ValuesOf(_side).With(_to, result));
    }

    /// <summary>Computes the result.</summary>
    /// <param name="value">The value; it is not changed.</param>
    /// <param name="random">Random numbers for this sample and this processor alone.</param>
    /// <returns>The result, or null to drop the sample.</returns>
    protected abstract object? ProcessValue(object value, ref SampleRandom random);
}
