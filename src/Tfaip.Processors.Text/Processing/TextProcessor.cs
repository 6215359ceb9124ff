using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Text.Processing;

/// <summary>Changes a text.</summary>
internal abstract class TextProcessor(ValueProcessorParams parameters) : ValueProcessor(parameters)
{
    protected sealed override object? ProcessValue(object value, ref SampleRandom random) => value is string text
        ? Change(text)
        : throw new TfaipException($"{Name} is {SampleValues.Describe(value)}; it must be a text, a string.");

    /// <summary>Gives what the text becomes, or null to drop the sample.</summary>
    protected abstract object? Change(string text);
}
