using System.Globalization;
using Tfaip.Export.Weights;
using Tfaip.Processors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Evaluation;
using Tfaip.Training.Scenarios;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Training.Loop;

/// <summary>
/// Trains a model: epochs of steps, an evaluation after each, checkpoints of which the best by the model's monitor is kept.
/// What a step computes depends on the weights, the seed and the place in the run alone, so a trainer that goes on from a
/// checkpoint computes the same bits as one that was never interrupted.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly TrainingSetup _setup;
    private readonly ISampleSource _trainingSource;
    private readonly ISampleSource? _evaluationSource;
    private readonly SamplePipeline _pipeline;
    private readonly TrainingStep _trainingStep;
    private readonly CheckpointWriter _writer;
    private readonly IReadOnlySet<string> _parameterNames;
    private readonly IReadOnlySet<string> _trainedNames;
    private readonly SplitMeter _meter;
    private readonly ModelEvaluator? _evaluator;
    private readonly CallbackGroup _callbacks;
    private readonly Func<double> _meanLoss;
    private readonly Func<double> _gradientNorm;

    private int _epoch;
    private int _batch;
    private long _step;
    private BestInfo? _best;
    private double? _monitored;
    private IReadOnlyDictionary<string, double> _metrics = new Dictionary<string, double>();
    private TimeSpan _epochDuration;

    /// <summary>Opens the data and creates what training needs; nothing is written yet.</summary>
    /// <exception cref="TfaipException">There is nothing to train, or nothing to train with.</exception>
    public Trainer(TrainingSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _setup = setup;
        var (model, data) = (setup.Model, setup.Data);
        _trainingSource = data.Open(PipelineMode.Training)
            ?? throw new TfaipException($"{data.GetType().Name}.Open gave no samples for training.");
        _evaluationSource = data.Open(PipelineMode.Evaluation);
        _pipeline = new SamplePipeline(
            _trainingSource, data.Parameters.PreProcessing, data.Parameters.Pipeline, PipelineMode.Training, setup.Seed);
        if (_pipeline.BatchesPerEpoch == 0)
        {
            throw new TfaipException(string.Create(
                CultureInfo.InvariantCulture,
                $"There is no batch to train with: {_trainingSource.Count} training samples, data.pipeline.batch_size " +
                $"{data.Parameters.Pipeline.BatchSize}, drop_remainder {(data.Parameters.Pipeline.DropRemainder ? "true" : "false")}."));
        }

        if (setup.Device.type != DeviceType.CPU) model.to(setup.Device);
        TotalParameters = model.parameters().Sum(parameter => parameter.numel());
        var converter = new BatchConverter(data, setup.Device);
        _meter = new SplitMeter(setup.Parameters.TrainingMetrics ? model.Metrics() : []);
        _writer = new CheckpointWriter(setup.Checkpoints);
        _trainingStep = new TrainingStep(setup, converter, _meter, StepsPerEpoch) { BeforeUpdate = _writer.FinishCopy };
        _parameterNames = model.named_parameters().Select(entry => entry.name).ToHashSet();
        _trainedNames = _trainingStep.Parameters.Names.ToHashSet();
        _evaluator = _evaluationSource is null
            ? null
            : new ModelEvaluator(model, data, _evaluationSource, converter, setup.Evaluator, setup.Seed);
        _callbacks = new CallbackGroup(model, setup.Callbacks);
        (_meanLoss, _gradientNorm) = (() => _meter.Loss, _trainingStep.ReadGradientNorm);
    }

    /// <summary>How many numbers the model learns.</summary>
    public long TrainableParameters => _trainingStep.Parameters.Count;

    /// <summary>How many numbers the model's parameters have, frozen ones included.</summary>
    public long TotalParameters { get; }

    /// <summary>Samples to learn from.</summary>
    public int TrainingSamples => _trainingSource.Count;

    /// <summary>Samples to measure with.</summary>
    public int EvaluationSamples => _evaluationSource?.Count ?? 0;

    /// <summary>Steps of an epoch; fewer are done where processors drop every sample of a batch.</summary>
    public int StepsPerEpoch => _pipeline.BatchesPerEpoch;

    /// <summary>Why a callback had stopped training when the checkpoint was written that <see cref="Restore"/> went back to.</summary>
    internal string? EarlierStopReason { get; private set; }

    /// <summary>What makes no sense in the configuration for a run of this length, as sentences.</summary>
    public IReadOnlyList<string> Warnings => _trainingStep.Warnings;

    /// <summary>How far training came.</summary>
    public TrainingResult Progress(RunStatus status) =>
        new(status, _best, _epoch, _step, _metrics) { StopReason = _callbacks.StopReason };

    /// <summary>Goes back to a checkpoint of the same run.</summary>
    /// <exception cref="TfaipException">The checkpoint does not fit the model, the optimizer or the data.</exception>
    public void Restore(LoadedCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var (state, _, optimizer, metrics) = checkpoint.Content;
        if (state.StepsPerEpoch != StepsPerEpoch)
        {
            throw new TfaipException(string.Create(
                CultureInfo.InvariantCulture,
                $"{checkpoint.Path}: was written with {state.StepsPerEpoch} steps an epoch, now there are {StepsPerEpoch}: " +
                $"the training data or data.pipeline changed, so the run cannot go on to what it would have been. Train anew."));
        }

        checkpoint.LoadWeights(_setup.Model);
        SafeTensors.Copy(optimizer, _trainingStep.OptimizerState, Path.Combine(checkpoint.Path, CheckpointFolder.Optimizer));
        if (state.Schedule is { } schedule) _trainingStep.Schedule.Restore(schedule);
        _trainingStep.Averages?.Restore(state.Averaging, checkpoint.Content.Averages);
        _meter.Load(metrics, _setup.Device);
        _callbacks.Restore(state.Callbacks);
        (_epoch, _batch, _step, _best) = (state.Epoch, state.Batch, state.Step, state.Best);
        EarlierStopReason = state.StopReason;
        (_metrics, _monitored, _trainingStep.Outputs) = (state.Metrics, state.Monitored, state.Outputs);
    }

    /// <summary>Trains to the end, or until it is asked to stop; then a checkpoint of the very step is written.</summary>
    /// <exception cref="TfaipException">Training diverged, or the data or the model is at fault.</exception>
    public TrainingResult Train(CancellationToken cancellationToken = default)
    {
        using var threads = new TorchThreads(_setup.Parameters.Threads);
        try
        {
            PrepareCheckpoints();
            var status = TrainEpochs(cancellationToken);
            Report(_writer.Wait());
            return Progress(status);
        }
        catch (Exception error) when (_writer.Settle() is { } failure)
        {
            throw Both(error, failure);
        }
    }

    /// <summary>Tells the callbacks what happens around training.</summary>
    internal void Tell(RunEvent happened) => _callbacks.Tell(happened);

    /// <summary>Computes the first batch of training and of evaluation, and learns nothing from it.</summary>
    /// <returns>The total losses; that of evaluation is null where there are no samples for it.</returns>
    /// <exception cref="TfaipException">The data or the model is at fault.</exception>
    internal (double Training, double? Evaluation) TryFirstBatches()
    {
        using var threads = new TorchThreads(_setup.Parameters.Threads);
        using var scope = NewDisposeScope();
        var batch = SynchronousBatches.Of(_pipeline.ReadAsync(_epoch, 0, CancellationToken.None)).FirstOrDefault() ?? throw NothingLeft();
        _trainingStep.TrainMode();
        _trainingStep.Compute(_epoch, batch);
        var training = _meter.Compute();
        _meter.Reset();
        _metrics = _evaluator?.Run((_, _) => { }, CancellationToken.None, batches: 1).Metrics ?? training;
        MonitoredValue();
        return (training[Model.Monitor.Loss], _evaluator is null ? null : _metrics[Model.Monitor.Loss]);
    }

    /// <summary>Disposes everything but the model.</summary>
    public void Dispose()
    {
        _evaluator?.Dispose();
        _writer.Dispose();
        _meter.Dispose();
        _trainingStep.Dispose();
        _evaluationSource?.Dispose();
        _trainingSource.Dispose();
    }

    private RunStatus TrainEpochs(CancellationToken cancellationToken)
    {
        while (_epoch < _setup.Parameters.Epochs && _callbacks.StopReason is null)
        {
            if (!TrainEpoch(cancellationToken) || !FinishEpoch(cancellationToken))
            {
                WriteCheckpoint();
                return RunStatus.Interrupted;
            }
        }

        return RunStatus.Completed;
    }

    // False where it was interrupted before the epoch's last step.
    private bool TrainEpoch(CancellationToken cancellationToken)
    {
        var begin = _setup.Clock.GetTimestamp();
        var isCheckpointDue = false;
        _callbacks.Tell(new EpochStarted(_epoch + 1, _setup.Parameters.Epochs, _batch, StepsPerEpoch));
        _trainingStep.TrainMode();
        foreach (var batch in SynchronousBatches.Of(_pipeline.ReadAsync(_epoch, _batch, CancellationToken.None)))
        {
            // Only when another step follows: after the last one the epoch is to be evaluated first.
            if (cancellationToken.IsCancellationRequested) return false;
            if (_callbacks.StopReason is not null) break;
            if (isCheckpointDue | _callbacks.TakeCheckpointRequest()) WriteCheckpoint();
            Report(_writer.TakeWritten());
            var learningRate = _trainingStep.Run(new(_epoch, batch.Index, StepsPerEpoch), batch);
            _batch = batch.Index + 1;
            _step++;
            _monitored = null;
            _callbacks.Tell(new StepCompleted(
                _epoch + 1, _step, _batch, StepsPerEpoch, batch.Count, learningRate, _meanLoss)
            {
                GradientNorm = _gradientNorm,
            });
            isCheckpointDue = IsCheckpointDue;
        }

        if (_meter.Samples == 0) throw NothingLeft();
        _batch = StepsPerEpoch;
        _epochDuration = _setup.Clock.GetElapsedTime(begin);
        return true;
    }

    private IEnumerable<Batch> TrainingBatches() => SynchronousBatches.Of(_pipeline.ReadAsync(_epoch, 0, CancellationToken.None));

    private static TfaipException NothingLeft() => new("Processors dropped every sample of the epoch; there is nothing to train with.");

    // False where it was interrupted; the epoch's evaluation is to be done again then.
    private bool FinishEpoch(CancellationToken cancellationToken)
    {
        CheckFinite();
        var (training, reports) = _meter.Result(null);
        var begin = _setup.Clock.GetTimestamp();
        EvaluationResult? evaluation;
        try
        {
            _trainingStep.EpochDone(_epoch + 1);
            using var averages = _evaluator is null ? null : _trainingStep.UseAverages(TrainingBatches);
            evaluation = _evaluator?.Run(SummariesReady, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        _metrics = evaluation?.Metrics ?? training;
        _trainingStep.Schedule.Observe(MonitoredValue());
        var isBest = UpdateBest();
        Report(EvaluationCompleted.Training, new EvaluationResult(training, reports, _meter.Samples), _epochDuration, isBest && evaluation is null);
        if (evaluation is not null)
        {
            Report(EvaluationCompleted.Evaluation, evaluation, _setup.Clock.GetElapsedTime(begin), isBest);
        }

        _epoch++;
        _batch = 0;
        _meter.Reset();
        var isRanked = _setup.Parameters.Checkpoint.KeepBest > 0;

        // The best one is copied from a checkpoint, so that what a resumed run knows of it is always on the disk.
        if (IsCheckpointDue | isBest | isRanked | _callbacks.TakeCheckpointRequest()) WriteCheckpoint();
        return true;
    }

    private bool UpdateBest()
    {
        var (monitor, value) = (_setup.Model.Best, MonitoredValue());
        _monitored = value;
        if (!monitor.IsBetter(value, _best?.Value)) return false;
        _best = new BestInfo(monitor.Metric, value, _epoch + 1, _step, _metrics);
        return true;
    }

    private double MonitoredValue() => _metrics.TryGetValue(_setup.Model.Best.Metric, out var value)
        ? value
        : throw new TfaipException(
            $"{_setup.Model.GetType().Name}.Best monitors '{_setup.Model.Best.Metric}', which nothing measures; there are: {string.Join(", ", _metrics.Keys)}.");

    private void Report(string split, EvaluationResult result, TimeSpan duration, bool isBest) =>
        _callbacks.Tell(new EvaluationCompleted
        {
            Epoch = _epoch + 1,
            Step = _step,
            Split = split,
            Metrics = result.Metrics,
            Reports = result.Reports,
            Samples = result.Samples,
            Duration = duration,
            IsBest = isBest,
        });

    private void SummariesReady(TensorMap inputs, TensorMap outputs) => _callbacks.Tell(new SummariesReady(
        _epoch + 1, _step, EvaluationCompleted.Evaluation, writer => _setup.Model.WriteSummaries(writer, inputs, outputs)));

    // After the last epoch, which is the one that a callback made the last, there is always one.
    private bool IsCheckpointDue => _setup.Parameters.Checkpoint.IsDue(
        _step, _epoch, _batch, _callbacks.StopReason is null ? _setup.Parameters.Epochs : _epoch);

    private void PrepareCheckpoints()
    {
        using var scope = NewDisposeScope();
        _writer.Prepare(ContentOf(new CheckpointState { Step = _step, Epoch = _epoch, Batch = _batch, StepsPerEpoch = StepsPerEpoch }));
    }

    private void WriteCheckpoint()
    {
        if (_meter.Samples > 0) CheckLoss();
        using var scope = NewDisposeScope();
        var isEnabled = _setup.Parameters.Checkpoint.Enabled;
        if (!isEnabled && _best?.Step != _step) return;
        Report(_writer.Wait());
        var (epoch, step) = (_epoch, _step);
        _writer.Begin(new CheckpointOrder(ContentOf(StateNow()))
        {
            Retention = isEnabled ? _setup.Parameters.Checkpoint.Retention(_setup.Model.Best) : null,
            SteadyWeights = _parameterNames,
            FiniteWeights = _trainedNames,
            NotFinite = _ => Diverged("A weight is not a finite number", epoch, step),
        });
    }

    private CheckpointState StateNow() => new()
    {
        Step = _step,
        Epoch = _epoch,
        Batch = _batch,
        StepsPerEpoch = StepsPerEpoch,
        Best = _best,
        IsDue = IsCheckpointDue,
        Monitored = _monitored,
        Metrics = _metrics,
        Outputs = _trainingStep.Outputs,
        Schedule = _trainingStep.Schedule.Save(),
        Averaging = _trainingStep.Averages?.Save(),
        StopReason = _callbacks.StopReason,
        Callbacks = _callbacks.Save(),
    };

    private CheckpointContent ContentOf(CheckpointState state) =>
        new(state, _setup.Model.state_dict(), _trainingStep.OptimizerState, _meter.Save())
        {
            Averages = _trainingStep.Averages?.Tensors ?? new Dictionary<string, Tensor>(),
        };

    private void Report(WrittenCheckpoint? written)
    {
        if (written is not { } checkpoint) return;
        var state = checkpoint.State;
        _callbacks.Tell(new CheckpointWritten(checkpoint.Path, state.Step, state.Best?.Step == state.Step));
    }

    // Reads from the device, which a step must not do.
    private void CheckFinite()
    {
        CheckLoss();
        if (!_trainingStep.Parameters.AreFinite()) throw Diverged("A weight is not a finite number");
    }

    private void CheckLoss()
    {
        var loss = _meter.Loss;
        if (!double.IsFinite(loss)) throw Diverged(string.Create(CultureInfo.InvariantCulture, $"The loss is {loss}"));
    }

    // The checkpoint that is being written is still a good one, unless it cannot be written.
    private TfaipException Diverged(string what)
    {
        var failure = _writer.Settle();
        var error = Diverged(what, _epoch, _step);
        return failure is null ? error : Both(error, failure);
    }

    private static TfaipException Both(Exception error, Exception failure) =>
        new($"{error.Message}\n{failure.Message}", new AggregateException(error, failure));

    private TfaipException Diverged(string what, int epoch, long step) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{what} in epoch {epoch + 1}, by step {step}: training diverged. " +
        $"{(_setup.Checkpoints.Newest is { } path ? $"The last good checkpoint is {path}. " : "")}" +
        $"Try a smaller trainer.optimizer.learning_rate, or set trainer.clipping.norm."));
}
