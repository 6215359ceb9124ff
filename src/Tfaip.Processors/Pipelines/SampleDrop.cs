using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines;

/// <summary>Why a sample was left out.</summary>
/// <param name="Processor">The processor that dropped it, or that failed; <c>source</c> where it could not be read.</param>
/// <param name="Reason">The reason as the processor gave it, or the error.</param>
/// <param name="Error">The error, with sample and source named; null where the processor dropped it by intention.</param>
public sealed record SampleDrop(string Processor, string Reason, TfaipException? Error = null)
{
    /// <summary>The reason where a processor gave none.</summary>
    public const string NoReason = "no reason given";
}
