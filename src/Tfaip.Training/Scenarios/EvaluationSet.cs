using Tfaip.Processors.Pipelines;

namespace Tfaip.Training.Scenarios;

/// <summary>Held-out samples that are measured together.</summary>
/// <param name="Name">The name: what its values are filed under.</param>
/// <param name="Source">The samples, before pre-processing; they belong to whoever opened the set.</param>
public sealed record EvaluationSet(string Name, ISampleSource Source)
{
    /// <summary>The name of the set of data that have one.</summary>
    public const string DefaultName = "evaluation";
}
