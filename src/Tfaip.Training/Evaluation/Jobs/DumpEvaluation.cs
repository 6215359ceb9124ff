using Tfaip.Parameters;
using Tfaip.Training.Definition;
using Tfaip.Training.Evaluation.Dumps;

namespace Tfaip.Training.Evaluation.Jobs;

/// <summary>Measures the answers of a dump by the scenario's evaluator, to the values that the evaluation had that was dumped.</summary>
internal static class DumpEvaluation
{
    /// <exception cref="TfaipException">The dump is not as it must be, or the scenario has no evaluator.</exception>
    public static EvaluationReport Run(string path, DumpReader dump, ScenarioDefinition definition)
    {
        var evaluator = definition.CreateEvaluator() ?? throw new TfaipException(
            $"{path}: the scenario {definition.Name} has no Evaluator, and its losses and metrics are of outputs before post-processing, "
            + "which a dump does not hold. Derive one from Evaluator or AnswerEvaluator, or evaluate the run.");
        var results = new EvaluationResults();
        foreach (var (set, samples) in Sets(dump))
        {
            evaluator.Reset();
            var count = 0L;
            foreach (var sample in samples)
            {
                evaluator.Update(sample.Sample);
                count++;
            }

            results.Add(set, new(evaluator.Result(), evaluator.Reports(), Batches: 0, count), []);
        }

        if (results.Metrics.Count == 0) throw new TfaipException($"{path}: the dump has no samples.");
        return results.Report([new(Path.GetFullPath(path))]);
    }

    // The samples of a set stand together.
    private static IEnumerable<(string Set, IEnumerable<DumpedSample> Samples)> Sets(DumpReader dump)
    {
        using var samples = dump.Samples().GetEnumerator();
        for (var hasNext = samples.MoveNext(); hasNext;)
        {
            var set = samples.Current.Set;
            yield return (set, OfSet());

            IEnumerable<DumpedSample> OfSet()
            {
                for (; hasNext && samples.Current.Set == set; hasNext = samples.MoveNext()) yield return samples.Current;
            }
        }
    }
}
