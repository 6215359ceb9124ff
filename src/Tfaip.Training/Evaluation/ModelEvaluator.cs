using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Evaluation;

/// <summary>
/// Measures a model on held-out samples: losses and metrics over batches, and the evaluator over post-processed samples. Nothing is read
/// from the device before the end, unless finished samples are wanted.
/// </summary>
internal sealed class ModelEvaluator : IDisposable
{
    private readonly EvaluationSetup _setup;
    private readonly SamplePipeline _pipeline;
    private readonly EvaluatedModel _answers;
    private readonly SplitMeter _meter;
    private readonly SortedSet<string> _unmeasured = new(StringComparer.Ordinal);
    private long _finished;
    private string? _notFinite;

    public ModelEvaluator(
        Model model, Data data, ISampleSource source, BatchConverter converter, Evaluator? evaluator, ulong seed)
        : this(new() { Model = model, Data = data, Source = source, Converter = converter, Evaluator = evaluator, Seed = seed })
    {
    }

    public ModelEvaluator(EvaluationSetup setup)
    {
        _setup = setup;
        var parameters = setup.Data.Parameters;
        _pipeline = new SamplePipeline(
            setup.Source,
            parameters.PreProcessing,
            parameters.Pipeline,
            PipelineMode.Evaluation,
            setup.Seed,
            [.. setup.Data.Inputs, .. setup.Data.Targets]);
        _answers = setup.Answers
            ?? new LiveModel(setup.Model, new ProcessorChain(parameters.PostProcessing, PipelineMode.Evaluation), setup.Seed);
        _meter = new SplitMeter(setup.Model.Metrics());
    }

    /// <summary>
    /// The losses that depend on weights of the model which are not those of what answers, such as learnt centres: they were not measured,
    /// nor was their total.
    /// </summary>
    public IReadOnlyCollection<string> Unmeasured => _unmeasured;

    /// <summary>Measures the split.</summary>
    /// <param name="firstBatch">Hears the inputs, targets and outputs of the first batch, while they are alive.</param>
    /// <param name="cancellationToken">Ends the evaluation between two batches.</param>
    /// <param name="batches">How many batches are measured; null for all.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public EvaluationResult Run(
        Action<TensorMap, TensorMap, TensorMap> firstBatch, CancellationToken cancellationToken, int? batches = null)
    {
        using var activity = TrainingActivities.Begin(TrainingActivities.Evaluation);
        using var _ = no_grad();
        _setup.Model.eval();
        _meter.Reset();
        _setup.Evaluator?.Reset();
        (_finished, _notFinite) = (0, null);
        TorchSeed.ForEvaluation(_setup.Seed);
        var index = 0L;

        // Each evaluation is the same one: its epoch is always 0.
        var all = _pipeline.Read(epoch: 0, 0, CancellationToken.None);
        foreach (var batch in batches is { } count ? all.Take(count) : all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (inputs, targets) = _setup.Converter.Convert(batch);
            var (outputs, finish) = _answers.Answer(batch, inputs, index);
            if (outputs is null) _meter.Count(batch.Count);
            else Measure(batch, inputs, targets, outputs);
            _notFinite ??= BatchPlace.FirstNotFinite([batch]);
            if (index == 0 && outputs is not null) firstBatch(inputs, targets, outputs);
            if (_setup.Evaluator is not null || IsWanted) Take(finish());
            index += batch.Count;
            _setup.Measured?.Invoke(batch.Count);
        }

        if (index == 0) throw NothingLeft();
        var (metrics, reports) = _meter.Result(_setup.Evaluator);
        var result = new EvaluationResult(metrics, reports, _meter.Batches, _meter.Samples) { NotFiniteInput = _notFinite };

        // What metrics keep is not to lie there until the next evaluation.
        _meter.Reset();
        return result;
    }

    /// <summary>Answers the first batch and finishes the answers, which nobody gets.</summary>
    public void TryAnswers()
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        _setup.Model.eval();
        TorchSeed.ForEvaluation(_setup.Seed);
        if (_pipeline.Read(epoch: 0, 0, CancellationToken.None).FirstOrDefault() is not { } batch) return;
        foreach (var answer in _answers.Answer(batch, _setup.Converter.Convert(batch).Inputs, 0).Finish()) GC.KeepAlive(answer);
    }

    /// <summary>What the metrics will take of the memory that keep more with every sample, by the first batch.</summary>
    /// <param name="place">Of what the samples are, as a message says it.</param>
    /// <param name="samples">How many samples there will be.</param>
    public IReadOnlyList<MetricMemory> MetricMemory(string place, long samples)
    {
        if (!_meter.Grows) return [];
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        _setup.Model.eval();
        TorchSeed.ForEvaluation(_setup.Seed);
        if (_pipeline.Read(epoch: 0, 0, CancellationToken.None).FirstOrDefault() is not { Count: > 0 } batch) return [];
        var (inputs, targets) = _setup.Converter.Convert(batch);
        if (_answers.Answer(batch, inputs, 0).Outputs is not { } outputs) return [];
        var all = _meter.MemoryFor(inputs, targets, outputs, (double)samples / batch.Count);
        return [.. all.Select(metric => new MetricMemory(metric.Key, place, samples, metric.Value))];
    }

    public void Dispose() => _meter.Dispose();

    private TfaipException NothingLeft() => _pipeline.Statistics is { Dropped.Count: > 0 } statistics
        ? LeftOutSamples.Error(statistics, "to measure", "evaluation")
        : new("The evaluation has no samples: its source is empty.");

    private void Measure(Batch batch, TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        OutOfRangeTarget.Explained(batch, targets, outputs, () =>
        {
            Measure(inputs, targets, outputs, batch.Count);
            return true;
        });

    private void Measure(TensorMap inputs, TensorMap targets, TensorMap outputs, int samples)
    {
        if (_setup.Answers is null)
        {
            var losses = _setup.Model.Loss(inputs, targets, outputs);
            _meter.Add(inputs, targets, outputs, losses, losses.Total(), samples);
            return;
        }

        // The outputs need no gradient, so a loss that does is a function of weights.
        var independent = new LossMap();
        using (enable_grad())
        {
            var losses = _setup.Model.Loss(inputs, targets, outputs);
            foreach (var (name, mean, weight) in losses)
            {
                if (mean.requires_grad) _unmeasured.Add(name);
                else independent.Add(name, mean, weight);
            }
        }

        _meter.Add(
            inputs, targets, outputs, independent, _unmeasured.Count > 0 || independent.Count == 0 ? null : independent.Total(), samples);
    }

    private bool IsWanted => _setup.Finished is not null && _finished < (_setup.FinishedLimit ?? long.MaxValue);

    private void Take(IEnumerable<Sample> samples)
    {
        foreach (var sample in samples)
        {
            _setup.Evaluator?.Update(sample);
            if (!IsWanted) continue;
            _setup.Finished!(sample);
            _finished++;
        }
    }
}
