using Tfaip.Processors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Loop;
using Tfaip.Training.Scenarios;
using static TorchSharp.torch;

namespace Tfaip.Training.Evaluation;

/// <summary>Measures a model on held-out samples: losses and metrics over batches, and the evaluator over post-processed samples.</summary>
internal sealed class ModelEvaluator : IDisposable
{
    private readonly Model _model;
    private readonly SamplePipeline _pipeline;
    private readonly BatchConverter _converter;
    private readonly Evaluator? _evaluator;
    private readonly ProcessorChain _postProcessing;
    private readonly SplitMeter _meter;
    private readonly ulong _seed;

    public ModelEvaluator(
        Model model, Data data, ISampleSource source, BatchConverter converter, Evaluator? evaluator, ulong seed)
    {
        (_model, _converter, _evaluator, _seed) = (model, converter, evaluator, seed);
        _pipeline = new SamplePipeline(
            source,
            data.Parameters.PreProcessing,
            data.Parameters.Pipeline,
            PipelineMode.Evaluation,
            seed,
            [.. data.Inputs, .. data.Targets]);
        _postProcessing = new ProcessorChain(data.Parameters.PostProcessing, PipelineMode.Evaluation);
        _meter = new SplitMeter(model.Metrics());
    }

    /// <summary>Measures the split.</summary>
    /// <param name="firstBatch">Hears the first batch, while its tensors are alive.</param>
    /// <param name="cancellationToken">Ends the evaluation between two batches.</param>
    /// <param name="batches">How many batches are measured; null for all.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public EvaluationResult Run(Action<TensorMap, TensorMap> firstBatch, CancellationToken cancellationToken, int? batches = null)
    {
        using var _ = no_grad();
        _model.eval();
        _meter.Reset();
        _evaluator?.Reset();
        TorchSeed.ForEvaluation(_seed);
        var index = 0L;

        // Each evaluation is the same one: its epoch is always 0.
        var all = _pipeline.Read(epoch: 0, 0, CancellationToken.None);
        foreach (var batch in batches is { } count ? all.Take(count) : all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (inputs, targets) = _converter.Convert(batch);
            var outputs = _model.Forward(inputs);
            var losses = _model.Loss(inputs, targets, outputs);
            _meter.Add(inputs, targets, outputs, losses, losses.Total(), batch.Count);
            if (index == 0) firstBatch(inputs, outputs);
            if (_evaluator is not null) Evaluate(batch, outputs, index);
            index += batch.Count;
        }

        if (index == 0) throw new TfaipException("The evaluation has no samples: its source is empty, or processors dropped all of them.");
        return new EvaluationResult(_meter.Compute(_evaluator?.Result()), _meter.Samples);
    }

    public void Dispose() => _meter.Dispose();

    private void Evaluate(Batch batch, TensorMap outputs, long index)
    {
        var values = outputs.ToDictionary(entry => entry.Key, entry => TensorConversion.FromTorch(entry.Value));
        foreach (var (i, answer) in Collation.Split(values, batch.Count).Index())
        {
            var sample = answer.Aggregate(batch.Samples[i], (sample, entry) => sample.WithOutput(entry.Key, entry.Value));
            if (_postProcessing.Process(sample, _seed, 0, index + i) is { } finished) _evaluator!.Update(finished);
        }
    }
}
