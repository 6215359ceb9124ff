using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

/// <summary>The parameters of a processor that changes a text: a string of the sample.</summary>
public abstract record TextProcessorParams : ValueProcessorParams
{
    /// <summary>Creates the parameters, for the input "text".</summary>
    protected TextProcessorParams() => Key = "text";
}
