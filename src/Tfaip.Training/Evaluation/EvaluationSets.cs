using Tfaip.Processors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Evaluation;

/// <summary>The evaluation sets of data.</summary>
internal static class EvaluationSets
{
    /// <summary>Opens all of them; they are the caller's.</summary>
    /// <exception cref="TfaipException">There is none.</exception>
    public static IReadOnlyList<(string Name, ISampleSource Source)> Open(Data data) => data.Open(PipelineMode.Evaluation) is { } source
        ? [(EvaluationCompleted.Evaluation, source)]
        : throw new TfaipException($"{data.GetType().Name}.Open gave no samples for evaluation; give some by parameters of the data.");
}
