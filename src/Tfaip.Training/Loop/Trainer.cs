using Tfaip.Parameters;
using Tfaip.Torch.Native;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Metrics;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Training.Loop;

/// <summary>
/// Trains a model: epochs of steps, with evaluations and checkpoints after epochs and within them, of which the best by the model's
/// monitor is kept. What a step computes depends on the weights, the seed and the place in the run alone, so a trainer that goes on
/// from a checkpoint computes the same bits as one that was never interrupted.
/// </summary>
internal sealed class Trainer : IDisposable
{
    private readonly TrainingSetup _setup;
    private readonly TrainerParams _params;
    private readonly TrainingStream _stream;
    private readonly StarvationWatch _starvation;
    private readonly TrainingStep _trainingStep;
    private readonly SplitMeter _meter;
    private readonly Evaluations _evaluations;
    private readonly Monitoring _monitoring;
    private readonly CallbackGroup _callbacks;
    private readonly Checkpointing _checkpointing;
    private readonly DivergenceCheck _divergence;
    private readonly TrainingCheckpoints _checkpoints;
    private readonly TrainingClock _clock;
    private readonly RunEvaluation _runEvaluation;
    private readonly EarlierTraining _earlier;
    private readonly Func<double> _meanLoss;
    private readonly Func<double> _gradientNorm;

    private RunPosition _at = new();
    private bool _isDisposed;

    /// <summary>Opens the data and creates what training needs; nothing is written yet.</summary>
    /// <exception cref="TfaipException">There is nothing to train, or nothing to train with.</exception>
    public Trainer(TrainingSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        (_setup, _params) = (setup, setup.Parameters);
        var model = setup.Model;
        ComponentCheck.Run(model);
        _stream = new TrainingStream(setup.Data, _params, setup.Seed);
        _starvation = new StarvationWatch(_stream, setup.Clock);
        if (setup.Device.type != DeviceType.CPU) model.to(setup.Device);
        TotalParameters = model.parameters().Sum(parameter => parameter.numel());
        var converter = new BatchConverter(setup.Data, setup.Device);
        _meter = new SplitMeter(_params.TrainingMetrics ? model.Metrics() : []);
        _callbacks = new CallbackGroup(model, [.. OwnCallbacks(), .. setup.Callbacks]);
        _checkpointing = new Checkpointing(setup, _callbacks.Tell);
        _trainingStep = new TrainingStep(setup, converter, _meter, StepsPerEpoch) { BeforeUpdate = _checkpointing.FinishCopy };
        _evaluations = new Evaluations(setup, converter);
        _monitoring = new Monitoring(model);
        _divergence = new DivergenceCheck(setup, _trainingStep, _checkpointing) { State = new(model, _trainingStep.Parameters) };
        _checkpoints = new TrainingCheckpoints(
            setup, _trainingStep, _meter, _monitoring, _callbacks, _checkpointing, _divergence, StepsPerEpoch);
        _clock = new TrainingClock(setup.Clock, _meter);
        _runEvaluation = new RunEvaluation(setup, _trainingStep, _stream, _meter, _clock, _evaluations, _monitoring, _callbacks);
        _earlier = new EarlierTraining(setup, _trainingStep, _meter, _monitoring, _callbacks, StepsPerEpoch);
        (_meanLoss, _gradientNorm, _callbacks.BeforeModel) = (() =>
            _meter.Loss, _trainingStep.ReadGradientNorm, _trainingStep.UseMasterWeights);
    }

    /// <summary>How many numbers the model learns.</summary>
    public long TrainableParameters => _trainingStep.Parameters.Count;

    /// <summary>How many numbers the model's parameters have, frozen ones included.</summary>
    public long TotalParameters { get; }

    /// <summary>Samples to learn from.</summary>
    public int TrainingSamples => _stream.Samples;

    /// <summary>Samples to measure with, of all evaluation sets together.</summary>
    public int EvaluationSamples => _evaluations.Samples;

    /// <summary>Optimizer steps of an epoch; fewer are done where processors drop every sample of a batch.</summary>
    public int StepsPerEpoch => _stream.StepsPerEpoch;

    /// <summary>Whether epochs have so many steps; else they have about so many, as batches depend on what is in the samples.</summary>
    public bool AreStepsExact => _stream.AreStepsExact;

    /// <summary>What makes no sense in the configuration for a run of this length, as sentences.</summary>
    public IReadOnlyList<string> Warnings =>
        _earlier.Warning is { } warning ? [.. _trainingStep.Warnings, warning] : _trainingStep.Warnings;

    /// <summary>Why a callback had stopped training when the checkpoint was written that <see cref="Restore"/> went back to.</summary>
    internal string? EarlierStopReason { get; private set; }

    /// <summary>The last step of which all has been reported; one that is still to be evaluated reports that evaluation again.</summary>
    internal long ReportedStep => _at.IsEvaluationPending || _stream.IsEpochOver(_at) ? _at.Step - 1 : _at.Step;

    /// <summary>How far training came.</summary>
    public TrainingResult Progress(RunStatus status) =>
        new(status, _monitoring.Best, _at.Epoch, _at.Step, _monitoring.Metrics) { StopReason = _callbacks.StopReason };

    /// <summary>Goes back to a checkpoint of the same run.</summary>
    /// <exception cref="TfaipException">The checkpoint does not fit the model, the optimizer or the data.</exception>
    public void Restore(LoadedCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        _earlier.Restore(checkpoint);
        (_at, EarlierStopReason) = (RunPosition.Of(checkpoint.State), checkpoint.State.StopReason);
    }

    /// <summary>Trains to the end, or until it is asked to stop; then a checkpoint of the very step is written.</summary>
    /// <exception cref="TfaipException">Training diverged, or the data or the model is at fault.</exception>
    public TrainingResult Train(CancellationToken cancellationToken = default) => WorkThread.Run(() => TrainToEnd(cancellationToken));

    private TrainingResult TrainToEnd(CancellationToken cancellationToken)
    {
        using var threads = new TorchThreads(_earlier.Threads);
        try
        {
            _checkpoints.Prepare(_at);
            var isInterrupted = false;
            while (!isInterrupted && _at.Epoch < _params.Epochs && _callbacks.StopReason is null)
                isInterrupted = !TrainEpoch(cancellationToken);
            if (isInterrupted) _checkpoints.Write(_at);
            _checkpointing.Wait();
            _trainingStep.UseMasterWeights();
            return Progress(isInterrupted ? RunStatus.Interrupted : RunStatus.Completed);
        }
        catch (Exception error) when (_checkpointing.Failure() is { } failure)
        {
            throw Checkpointing.Both(error, failure);
        }
    }

    /// <summary>
    /// Answers the first batch of evaluation and has post-processing finish it, so that answers which post-processing cannot take show
    /// before training, as do metrics that will not fit into the memory.
    /// </summary>
    /// <exception cref="TfaipException">
    /// The data, the model or a processor is at fault, or a metric takes more memory than there is.
    /// </exception>
    internal void TryAnswers()
    {
        using var threads = new TorchThreads(_earlier.Threads);
        TellModel();
        _evaluations.TryAnswers();
        MetricTrial.Run(_setup, _stream, _meter, _evaluations);
        _trainingStep.UseMasterWeights();
    }

    /// <summary>Computes the first batch of training and of evaluation, and learns nothing from it.</summary>
    /// <returns>The total losses; that of evaluation is null where there are no samples for it.</returns>
    /// <exception cref="TfaipException">The data or the model is at fault.</exception>
    internal (double Training, double? Evaluation) TryFirstBatches()
    {
        using var threads = new TorchThreads(_earlier.Threads);
        using var scope = NewDisposeScope();
        TellModel();
        _trainingStep.TrainMode();
        _trainingStep.Compute(_at.Epoch, 0, _stream.First(_at.Pass));
        var training = _meter.Compute();
        _meter.Reset();
        _trainingStep.UseMasterWeights();
        var evaluation = _evaluations.Any
            ? _evaluations.Run((_, _, _, _) => { }, (_, _) => { }, CancellationToken.None, batches: 1).Values
            : null;
        _monitoring.Update(_at, training, evaluation);
        return (training[Model.Monitor.Loss], evaluation?[Model.Monitor.Loss]);
    }

    /// <summary>Tells the callbacks what happens around training.</summary>
    internal void Tell(RunEvent happened) => _callbacks.Tell(happened);

    /// <summary>Disposes everything but the model. How far training came is known still, and callbacks can be told what happens.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _callbacks.BeforeModel = () => { };
        _evaluations.Dispose();
        _checkpointing.Dispose();
        _meter.Dispose();
        _trainingStep.Dispose();
        _stream.Dispose();
    }

    // False where it was interrupted. It ends early where a callback stops training.
    private bool TrainEpoch(CancellationToken cancellationToken)
    {
        _callbacks.Tell(new EpochStarted(_at.Epoch + 1, _params.Epochs, _at.StepsInEpoch, StepsPerEpoch));

        // A run that was stopped before: its checkpoint is there.
        if (_callbacks.StopReason is not null) return true;
        _clock.Restart();
        _trainingStep.TrainMode();
        var before = _stream.Statistics;
        _starvation.Begin();
        foreach (var batches in _stream.RestOfEpoch(_at))
        {
            // Only when another step follows: after the last one the epoch is to be evaluated first.
            if (!BetweenSteps(cancellationToken)) return false;
            if (_callbacks.StopReason is not null) return true;
            Step(batches);
        }

        _callbacks.Tell(new EpochRead(_at.Epoch + 1, _stream.Statistics.Since(before)));
        _at = _stream.EndOfEpoch(_at);
        return FinishEpoch(cancellationToken);
    }

    private bool BetweenSteps(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return false;
        if (_at.IsEvaluationPending)
        {
            if (!Measure(withSets: true, cancellationToken)) return false;
            _trainingStep.TrainMode();
        }

        _checkpoints.WriteBetweenSteps(_at);
        return true;
    }

    private void Step(StepBatches batches)
    {
        TellModel();
        var position = new StepPosition(_at.Epoch, _at.StepsInEpoch, _at.BatchesInEpoch, _at.Step);
        if (_trainingStep.Run(position, batches.Batches) is not { } learningRate) throw _divergence.LossDiverged(_at, batches.Batches);
        _at = _at.After(batches);
        _monitoring.Step();
        _callbacks.Tell(new StepCompleted(
            _at.Epoch + 1, _at.Step, _at.StepsInEpoch, StepsPerEpoch, batches.Samples, learningRate, _meanLoss)
        {
            GradientNorm = _gradientNorm,
            Batches = batches.Batches.Count,
            Duration = _clock.TakeStep(),
        });
        if (_starvation.Check() is { } starved) _callbacks.Tell(new DataStarved(_at.Epoch + 1, _at.Step, starved));
        _checkpoints.Stepped(_at);
        var isEvaluationDue = _params.Evaluation.IsDueAtStep(_at.Epoch + 1, _at.Step)
            | _callbacks.TakeEvaluationRequest() | _callbacks.StopReason is not null;
        if (isEvaluationDue) _at = _at with { IsEvaluationPending = true };
    }

    private void TellModel() => _setup.Model.Progress = _at.Progress(_params.Epochs, StepsPerEpoch);

    // False where it was interrupted; the epoch's evaluation is to be done again then.
    private bool FinishEpoch(CancellationToken cancellationToken)
    {
        var isLast = _at.Epoch + 1 == _params.Epochs;
        var isEvaluationDue = isLast || _at.IsEvaluationPending || _params.Evaluation.IsDueAtEnd(_at.Epoch + 1, _at.Step);
        _trainingStep.EpochDone(_at.Epoch + 1);
        if (!Measure(isEvaluationDue, cancellationToken)) return false;
        _at = _stream.NextEpoch(_at);
        _checkpoints.WriteBetweenEpochs(_at);
        return true;
    }

    // False where it was interrupted.
    private bool Measure(bool withSets, CancellationToken cancellationToken)
    {
        _checkpointing.FinishCopy();
        _divergence.Check(_at);
        if (!_runEvaluation.Run(_at, withSets, out var updated, cancellationToken)) return false;
        if (withSets) _divergence.CheckState(_at);
        if (updated is not null) _checkpoints.Evaluated(updated);
        _at = _at with { IsEvaluationPending = false };
        return true;
    }

    private IEnumerable<ICallback> OwnCallbacks()
    {
        if (_params.EarlyStopping is { } early) yield return new EarlyStopping(early);
    }
}
