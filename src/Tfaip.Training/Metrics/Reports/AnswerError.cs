namespace Tfaip.Training.Metrics.Reports;

/// <summary>A wrong answer.</summary>
/// <param name="Index">The place of the sample in the evaluation, from 0.</param>
/// <param name="Source">Where the sample comes from.</param>
/// <param name="Target">What was to be answered.</param>
/// <param name="Answer">What was answered.</param>
/// <param name="Size">How wrong it is, in the metric's unit, such as characters.</param>
public sealed record AnswerError(long Index, string Source, string Target, string Answer, double Size);
