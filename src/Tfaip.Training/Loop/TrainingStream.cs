using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Processors.Samples;
using Tfaip.Training.Evaluation;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Loop;

/// <summary>
/// The training samples, pass after pass, as what the steps of an epoch learn from. An epoch is one pass, or as many batches as have
/// <see cref="TrainerParams.SamplesPerEpoch"/> samples; then the next epoch goes on with the batch that follows. Each step has
/// <see cref="TrainerParams.Accumulate"/> batches, the last one of an epoch what is left.
/// </summary>
internal sealed class TrainingStream : IDisposable
{
    private readonly ISampleSource _source;
    private readonly SamplePipeline _pipeline;
    private readonly int _accumulate;
    private readonly long? _samplesPerEpoch;

    // With samples_per_epoch a pass is read on from epoch to epoch.
    private IEnumerator<Batch>? _reading;
    private (int Pass, int Batch) _next;

    /// <summary>Opens the training samples.</summary>
    /// <exception cref="TfaipException">There are none, or not enough for a batch.</exception>
    public TrainingStream(Data data, TrainerParams parameters, ulong seed)
    {
        var pipeline = data.Parameters.Pipeline;
        (_accumulate, _samplesPerEpoch) = (parameters.Accumulate, parameters.SamplesPerEpoch);
        _source = data.Open(PipelineMode.Training) ?? throw new TfaipException($"{data.GetType().Name}.Open gave no samples for training.");
        _pipeline = new SamplePipeline(
            _source, data.Parameters.PreProcessing, pipeline, PipelineMode.Training, seed, [.. data.Inputs, .. data.Targets]);
        var size = _pipeline.MeasureEpoch();
        if (size is { Batches: 0, IsExact: false } && !pipeline.DropRemainder)
        {
            // The estimate is of the first samples; what comes of all shows when they are read, and why nothing does.
            if (!_pipeline.Read(0).Any()) throw NothingLeft();
            size = size with { Batches = 1 };
        }

        if (size.Batches == 0)
        {
            throw new TfaipException(string.Create(
                CultureInfo.InvariantCulture,
                $"There is no batch to train with: {_source.Count} training samples, data.pipeline.batch_size "
                + $"{pipeline.BatchSize}, drop_remainder {(pipeline.DropRemainder ? "true" : "false")}."));
        }

        if (size.IsExact && _samplesPerEpoch < pipeline.BatchSize)
        {
            throw new TfaipException(string.Create(
                CultureInfo.InvariantCulture,
                $"trainer.samples_per_epoch is {_samplesPerEpoch}, but a batch has {pipeline.BatchSize} samples "
                + $"(data.pipeline.batch_size): "
                + $"an epoch would be less than a batch. Make it {pipeline.BatchSize} at least."));
        }

        var batches = _samplesPerEpoch is { } samples ? Math.Ceiling(samples / size.SamplesPerBatch) : size.Batches;
        StepsPerEpoch = (int)Math.Ceiling(batches / _accumulate);

        // Where epochs go on within a pass, a smaller batch at its end can cost one of them a step more.
        var areBatchesFull = _source is not IBatchedSource
            && (long)size.Batches * pipeline.BatchSize <= Math.Min(_source.Count, pipeline.Limit ?? int.MaxValue);
        AreStepsExact = size.IsExact && (_samplesPerEpoch is null || areBatchesFull);
    }

    /// <summary>Samples to learn from.</summary>
    public int Samples => _source.Count;

    /// <summary>The samples themselves.</summary>
    public ISampleSource Source => _source;

    /// <summary>Optimizer steps of an epoch; about so many where <see cref="AreStepsExact"/> is false.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Whether every epoch has so many steps; else they were estimated of the first samples.</summary>
    public bool AreStepsExact { get; }

    /// <summary>What the pipeline has done so far.</summary>
    public PipelineStatistics Statistics => _pipeline.Statistics;

    /// <summary>The first batch of an epoch's pass.</summary>
    /// <exception cref="TfaipException">Processors drop every sample.</exception>
    public Batch First(int pass) => _pipeline.Read(pass).FirstOrDefault() ?? throw NothingLeft();

    /// <summary>The batches of a pass, in its order.</summary>
    public IEnumerable<Batch> Batches(int pass) => _pipeline.Read(pass);

    /// <summary>Whether all samples of the epoch have been learnt from.</summary>
    public bool IsEpochOver(RunPosition at) =>
        _samplesPerEpoch is { } samples ? at.SamplesInEpoch >= samples : at.Batch == RunPosition.EndOfPass;

    /// <summary>The position at which the epoch is over, given that <see cref="RestOfEpoch"/> has come to its end.</summary>
    public RunPosition EndOfEpoch(RunPosition at) => _samplesPerEpoch is null ? at with { Batch = RunPosition.EndOfPass } : at;

    /// <summary>The beginning of the next epoch.</summary>
    public RunPosition NextEpoch(RunPosition at) => _samplesPerEpoch is null ? at.NextEpoch().NextPass() : at.NextEpoch();

    /// <summary>What the steps learn from that the epoch still has.</summary>
    /// <exception cref="TfaipException">Processors drop every sample, or one cannot be read, processed or collated.</exception>
    public IEnumerable<StepBatches> RestOfEpoch(RunPosition at) =>
        Timed(_samplesPerEpoch is { } samples ? ReadOn(at, samples) : ReadPass(at));

    public void Dispose()
    {
        _reading?.Dispose();
        _source.Dispose();
    }

    private IEnumerable<StepBatches> ReadPass(RunPosition at)
    {
        if (at.Batch == RunPosition.EndOfPass) yield break;
        var (group, isEmpty) = (new List<Batch>(_accumulate), at.BatchesInEpoch == 0);
        foreach (var batch in _pipeline.Read(at.Pass, at.Batch))
        {
            isEmpty = false;
            group.Add(batch);
            if (group.Count < _accumulate) continue;
            yield return new([.. group], at.Pass, batch.Index + 1);
            group.Clear();
        }

        if (group.Count > 0) yield return new(group, at.Pass, RunPosition.EndOfPass);
        if (isEmpty) throw NothingLeft();
    }

    private IEnumerable<StepBatches> ReadOn(RunPosition at, long samplesPerEpoch)
    {
        var (samples, group) = (at.SamplesInEpoch, new List<Batch>(_accumulate));
        while (samples < samplesPerEpoch)
        {
            var (pass, batch) = Next(at);
            group.Add(batch);
            samples += batch.Count;
            if (group.Count < _accumulate && samples < samplesPerEpoch) continue;
            yield return new([.. group], pass, batch.Index + 1);
            group.Clear();
        }
    }

    private (int Pass, Batch Batch) Next(RunPosition at)
    {
        if (_reading is null) Open(at.Pass, at.Batch);
        while (!_reading!.MoveNext())
        {
            // A whole pass without a batch would be followed by another one, and so on.
            if (_next.Batch == 0) throw NothingLeft();
            Open(_next.Pass + 1, 0);
        }

        _next = (_next.Pass, _reading.Current.Index + 1);
        return (_next.Pass, _reading.Current);
    }

    private void Open(int pass, int batch)
    {
        _reading?.Dispose();
        _next = (pass, batch);
        _reading = _pipeline.Read(pass, batch).GetEnumerator();
    }

    private TfaipException NothingLeft() => LeftOutSamples.Error(Statistics, "to train with");

    // The time that training waits for its data.
    private static IEnumerable<StepBatches> Timed(IEnumerable<StepBatches> steps)
    {
        using var reading = steps.GetEnumerator();
        while (MoveNext()) yield return reading.Current;

        bool MoveNext()
        {
            using var activity = TrainingActivities.Begin(TrainingActivities.Data);
            return reading.MoveNext();
        }
    }
}
