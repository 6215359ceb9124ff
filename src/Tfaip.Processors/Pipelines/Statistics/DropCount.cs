namespace Tfaip.Processors.Pipelines.Statistics;

/// <summary>How many samples were left out for one reason.</summary>
/// <param name="Processor">The processor that dropped them, or that failed; <c>source</c> where they could not be read.</param>
/// <param name="Reason">The reason, or the error.</param>
/// <param name="IsError">Whether they were left out for an error.</param>
/// <param name="Count">How many.</param>
public sealed record DropCount(string Processor, string Reason, bool IsError, long Count);
