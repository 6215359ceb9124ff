namespace Tfaip.Training.Metrics.Reports;

/// <summary>What became of a class.</summary>
/// <param name="Label">The class.</param>
/// <param name="Targets">How often it was to be answered.</param>
/// <param name="Answers">How often it was answered.</param>
/// <param name="Right">How often it was answered where it was to be.</param>
public sealed record ClassTally(string Label, double Targets, double Answers, double Right)
{
    /// <summary>Decisions that are wrong about it: missed, or answered in place of another.</summary>
    internal double Errors => Targets + Answers - (2 * Right);
}
