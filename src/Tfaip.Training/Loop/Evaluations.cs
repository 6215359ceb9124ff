using Tfaip.Parameters;
using Tfaip.Processors.Samples;
using Tfaip.Training.Evaluation;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Loop;

/// <summary>The evaluation sets of a run, opened once and measured again and again, each time alike.</summary>
internal sealed class Evaluations : IDisposable
{
    private readonly List<(EvaluationSet Set, ModelEvaluator Evaluator)> _sets = [];
    private readonly TimeProvider _clock;
    private Action<string, Sample> _finished = (_, _) => { };

    /// <summary>Opens the sets; none where evaluation is off.</summary>
    /// <exception cref="TfaipException">Two sets have the same name, or one that cannot be.</exception>
    public Evaluations(TrainingSetup setup, BatchConverter converter)
    {
        _clock = setup.Clock;
        if (!setup.Parameters.Evaluation.IsEnabled) return;
        var sets = EvaluationSets.Open(setup.Data);
        var shown = setup.Parameters.Evaluation.ShowSamples;
        try
        {
            _sets.AddRange(sets.Select(set => (set, new ModelEvaluator(new EvaluationSetup
            {
                Model = setup.Model,
                Data = setup.Data,
                Source = set.Source,
                Converter = converter,
                Seed = setup.Seed,
                Evaluator = setup.Evaluator,
                Finished = shown == 0 ? null : sample => _finished(set.Name, sample),
                FinishedLimit = shown < 0 ? null : shown,
            }))));
        }
        catch
        {
            EvaluationSets.Close(sets);
            throw;
        }
    }

    /// <summary>Whether there is anything to evaluate with.</summary>
    public bool Any => _sets.Count > 0;

    /// <summary>Samples of all sets together.</summary>
    public int Samples => _sets.Sum(entry => entry.Set.Source.Count);

    /// <summary>Measures all sets.</summary>
    /// <param name="firstBatch">Hears the first batch of each set, with its inputs, targets and outputs, while they are alive.</param>
    /// <param name="finished">Hears the samples of each set that are to be shown, after post-processing.</param>
    /// <param name="cancellationToken">Ends the evaluation between two batches.</param>
    /// <param name="batches">How many batches of each are measured; null for all.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public EvaluationRound Run(
        Action<string, TensorMap, TensorMap, TensorMap> firstBatch,
        Action<string, Sample> finished,
        CancellationToken cancellationToken,
        int? batches = null)
    {
        _finished = finished;
        var results = new List<EvaluatedSet>();
        var values = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (index, (set, evaluator)) in _sets.Index())
        {
            var begin = _clock.GetTimestamp();
            var result = evaluator.Run(
                (inputs, targets, outputs) => firstBatch(set.Name, inputs, targets, outputs), cancellationToken, batches);
            results.Add(new(set.Name, result, _clock.GetElapsedTime(begin)));
            foreach (var (name, value) in result.Metrics)
            {
                if (!values.TryAdd(index == 0 ? name : $"{set.Name}/{name}", value))
                {
                    throw new TfaipException(
                        $"The value '{name}' of the evaluation set '{set.Name}' is called as one of the first set is. Rename the set.");
                }
            }
        }

        return new(results, values);
    }

    /// <summary>Answers the first batch of the first set, and finishes the answers; nothing is measured.</summary>
    public void TryAnswers()
    {
        if (_sets.Count > 0) _sets[0].Evaluator.TryAnswers();
    }

    /// <summary>What the metrics will take of the memory that keep more with every sample, one set after the other.</summary>
    /// <param name="limit">How many samples of each set are measured at most.</param>
    public IEnumerable<IReadOnlyList<MetricMemory>> MetricMemory(int? limit) => _sets.Select(entry => entry.Evaluator.MetricMemory(
        Evaluation.MetricMemory.SetPlace(entry.Set.Name), Math.Min(entry.Set.Source.Count, limit ?? int.MaxValue)));

    public void Dispose()
    {
        foreach (var (_, evaluator) in _sets) evaluator.Dispose();
        EvaluationSets.Close(_sets.Select(entry => entry.Set));
    }
}
