using System.Runtime.ExceptionServices;
using Tfaip.Parameters;
using Tfaip.Torch.Native;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Definition;
using Tfaip.Training.Files;
using Tfaip.Training.Loop;
using Tfaip.Training.Parameters;
using Tfaip.Training.Reporting.Models;
using Tfaip.Training.Reporting.Times;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.WarmStart;
using TorchSharp;

namespace Tfaip.Training.Runs;

/// <summary>
/// A run from its parameters to its package: prepares the run directory, trains or goes on training, exports a
/// checkpoint, and predicts a few held-out samples from the finished package.
/// </summary>
public sealed class TrainingRun
{
    private readonly ScenarioDefinition _definition;
    private IRunParams _parameters;
    private readonly RunFolder _folder;
    private readonly RunTimes _times = new();
    private readonly IReadOnlyList<ICallback> _callbacks;
    private readonly RunEnvironment _environment;
    private readonly TimeProvider _clock;

    /// <summary>Creates the run; nothing is read or written yet.</summary>
    /// <param name="definition">The scenario.</param>
    /// <param name="parameters">The parameters, bound.</param>
    /// <param name="runDirectory">The run directory.</param>
    /// <param name="callbacks">Hear what happens, after those of the scenario; they stay the caller's.</param>
    /// <param name="clock">The clock of durations; null for the system's.</param>
    public TrainingRun(
        ScenarioDefinition definition,
        IRunParams parameters,
        string runDirectory,
        IReadOnlyList<ICallback> callbacks,
        TimeProvider? clock = null)
        : this(definition, parameters, runDirectory, callbacks, new RunEnvironment { Clock = clock ?? TimeProvider.System })
    {
    }

    internal TrainingRun(
        ScenarioDefinition definition,
        IRunParams parameters,
        string runDirectory,
        IReadOnlyList<ICallback> callbacks,
        RunEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(callbacks);
        (_definition, _parameters, _callbacks, _environment, _clock) = (definition, parameters, callbacks, environment, environment.Clock);
        _folder = new RunFolder(runDirectory, environment.Files);
    }

    /// <summary>Trains from the beginning. A finished run in the directory is replaced.</summary>
    /// <param name="overwrite">Whether a run that is not finished is replaced too.</param>
    /// <param name="cancellationToken">Asks to stop: the run ends after the step, with a checkpoint to go on from.</param>
    /// <exception cref="TfaipException">The run failed; what it wrote until then is there to go on from.</exception>
    public RunSummary Start(bool overwrite = false, CancellationToken cancellationToken = default) => WorkThread.Run(() =>
    {
        using var writer = _folder.Lock();
        _folder.CheckReplaceable(overwrite);
        return Run(writer, isResumed: false, cancellationToken);
    });

    /// <summary>Goes on from the newest checkpoint, or from the beginning where there is none yet.</summary>
    /// <param name="cancellationToken">Asks to stop: the run ends after the step, with a checkpoint to go on from.</param>
    /// <exception cref="TfaipException">The run failed; what it wrote until then is there to go on from.</exception>
    public RunSummary Resume(CancellationToken cancellationToken = default) => WorkThread.Run(() =>
    {
        using var writer = _folder.Lock();
        _folder.ReadRun();
        RunEntries.Check(_folder.Path);
        return Run(writer, isResumed: true, cancellationToken);
    });

    /// <summary>
    /// Does everything up to the first step of <see cref="Start"/>: opens the data, creates the model, computes the first batch of
    /// training and of evaluation, and checks that the run directory can be written. Nothing of it stays.
    /// </summary>
    /// <param name="overwrite">Whether a run that is not finished would be replaced too.</param>
    /// <exception cref="TfaipException">The run would fail.</exception>
    public DryRunResult TryStart(bool overwrite = false) => WorkThread.Run(() =>
    {
        _folder.CheckWritable(overwrite);
        return Try(isResumed: false);
    });

    /// <summary>As <see cref="TryStart"/>, for <see cref="Resume"/>: from the newest checkpoint.</summary>
    /// <exception cref="TfaipException">The run would fail.</exception>
    public DryRunResult TryResume() => WorkThread.Run(() =>
    {
        _folder.CheckWritable(overwrite: true);
        RunEntries.Check(_folder.Path);
        return Try(isResumed: true);
    });

    private DryRunResult Try(bool isResumed)
    {
        RunExport.Check(_parameters);
        _parameters = _definition.Complete(_parameters, look: !isResumed);
        var device = DeviceSelection.Resolve(_parameters.Device);
        using var model = FirstModel.Create(_definition, _parameters);
        var warmStart = FirstModel.WarmStart(model, _parameters, _folder, isResumed);
        _ = new RunResources(_parameters);
        var data = _definition.CreateData(_parameters);
        using var trainer = new StartChecks(_definition, _parameters, _environment, CancellationToken.None).Open(
            model, () => new Trainer(Setup(model, data, device)))!;
        var found = isResumed ? _folder.Checkpoints.FindNewest() : null;
        var resumedAtStep = Restore(trainer, found);
        var info = InfoOf(trainer, model, device, _folder.ConfigOf(_parameters), resumedAtStep) with
        {
            WarmStart = warmStart,
            Warnings = [.. found?.Warnings ?? [], .. trainer.Warnings]
        };
        var (training, evaluation) = trainer.TryFirstBatches();
        return new(info, model.GetType().Name, training, evaluation, !isResumed && _folder.HasRun);
    }

    private RunSummary Run(RunLock writer, bool isResumed, CancellationToken cancellationToken)
    {
        RunExport.Check(_parameters);
        _parameters = _definition.Complete(_parameters, look: !isResumed);
        var device = DeviceSelection.Resolve(_parameters.Device);
        using var model = FirstModel.Create(_definition, _parameters);
        var warmStart = FirstModel.WarmStart(model, _parameters, _folder, isResumed);
        var data = _definition.CreateData(_parameters);

        // All that can be wrong with the data and the model shows here, before anything in the run directory is touched.
        var resources = new RunResources(_parameters);
        using var trainer = new StartChecks(_definition, _parameters, _environment, cancellationToken).Open(
            model, () => new Trainer(Setup(model, data, device)));
        if (trainer is null) return Summarise(new(RunStatus.Interrupted, null, 0, 0, new Dictionary<string, double>()), TimeSpan.Zero);

        var found = isResumed ? Recover(model) : null;
        var resumedAtStep = Restore(trainer, found);
        var config = WriteParameters(resources, isResumed);
        if (warmStart is not null)
            _environment.Files.ReplaceFile(_folder.In(WarmStarter.FileName), file => file.Write(WarmStarter.Json(warmStart)));
        var info = InfoOf(trainer, model, device, config, resumedAtStep);
        trainer.Tell(new RunStarted(info with
        {
            WarmStart = warmStart,
            Warnings = [
            .. writer.Warnings,
            .. _environment.Files.Notes,
            .. _folder.Checkpoints.Warnings.Take(),
            .. found?.Warnings ?? [],
            .. info.Warnings
        ]
        }));

        var summary = Execute(trainer, model, device, data, cancellationToken, out var failure) with { Times = _times.Phases };
        TellOfEnd(trainer, summary, failure);
        failure?.Throw();
        return summary;
    }

    private FoundCheckpoint Recover(Model model)
    {
        _folder.DeleteLeftOvers();
        var found = _folder.Checkpoints.RecoverNewest(_parameters.Trainer.Checkpoint.Retention(model.Best));
        _folder.EndReplacement();
        return found;
    }

    // What makes the folder a run comes first, so that a program that ends meanwhile leaves one that can be replaced; but a run that was
    // moved is known as such by it, and by its parameters no more.
    private string WriteParameters(RunResources resources, bool isResumed)
    {
        if (!isResumed)
        {
            _folder.BeginReplacement();
            _folder.WriteRun(_parameters, _definition.Name);
        }

        _parameters = resources.CopyTo(_folder.Path, _environment.Files);
        var config = _folder.WriteConfig(_parameters);
        if (isResumed) _folder.WriteRun(_parameters, _definition.Name);
        return config;
    }

    // Whoever reports may fail for the same reason as the run, a disk that is full.
    private static void TellOfEnd(Trainer trainer, RunSummary summary, ExceptionDispatchInfo? failure)
    {
        try
        {
            trainer.Tell(new RunCompleted(summary));
        }
        catch (Exception error) when (failure is not null)
        {
            throw Checkpointing.Both(failure.SourceException, error);
        }
    }

    private TrainingSetup Setup(Model model, Data data, torch.Device device) => new()
    {
        Model = model,
        Data = data,
        Parameters = _parameters.Trainer,
        Checkpoints = _folder.Checkpoints,
        Seed = _parameters.Seed,
        Device = device,
        Precision = _parameters.Precision,
        Evaluator = _definition.CreateEvaluator(),
        Callbacks = [new FirstCheckpoint(_folder.EndReplacement), _times, .. _definition.CreateCallbacks(_parameters), .. _callbacks],
        Clock = _clock,
        CheckpointScheduler = _environment.CheckpointScheduler,
    };

    // Null where the run begins.
    private static long? Restore(Trainer trainer, FoundCheckpoint? found)
    {
        if (found is null) return null;
        using (found)
        {
            if (found.Checkpoint is { } checkpoint) trainer.Restore(checkpoint);
            return found.Checkpoint?.State.Step ?? 0;
        }
    }

    private RunInfo InfoOf(Trainer trainer, Model model, torch.Device device, string config, long? resumedAtStep) => new()
    {
        RunDirectory = _folder.Path,
        Scenario = _definition.Name,
        Parameters = _parameters,
        ConfigYaml = config,
        Device = device.ToString(),
        TrainableParameters = trainer.TrainableParameters,
        TotalParameters = trainer.TotalParameters,
        TrainingSamples = trainer.TrainingSamples,
        EvaluationSamples = trainer.EvaluationSamples,
        Epochs = _parameters.Trainer.Epochs,
        StepsPerEpoch = trainer.StepsPerEpoch,
        AreStepsExact = trainer.AreStepsExact,
        Monitor = model.Best,
        Layers = ModelLayers.Of(model),
        ResumedAtStep = resumedAtStep,
        Warnings = trainer.Warnings,
        CompletedEpochs = trainer.Progress(RunStatus.Interrupted).Epochs,
        ReportedStep = resumedAtStep is null ? null : trainer.ReportedStep,
        StopReason = trainer.EarlierStopReason,
    };

    private RunSummary Execute(
        Trainer trainer,
        Model model,
        torch.Device device,
        Data data,
        CancellationToken cancellationToken,
        out ExceptionDispatchInfo? failure)
    {
        failure = null;
        var begin = _clock.GetTimestamp();
        TimeSpan? training = null;
        try
        {
            var result = trainer.Train(cancellationToken);
            training = _clock.GetElapsedTime(begin);
            if (result.Status == RunStatus.Completed && cancellationToken.IsCancellationRequested)
            {
                result = trainer.Progress(RunStatus.Interrupted);
            }

            var summary = Summarise(result, training.Value);
            var predictions = new HeldOutPredictions(_definition.Catalog, _clock, trainer.Tell);
            if (result.Status == RunStatus.Interrupted)
                predictions.Make(model, device, _parameters.Seed, data, _parameters.Trainer.Predictions);
            if (result.Status != RunStatus.Completed || _parameters.Export == ExportChoice.None) return summary;

            // Gradients, optimizer state and data are of no use any more, and an export needs memory.
            trainer.Dispose();
            begin = _clock.GetTimestamp();
            new RunExport(_definition, _parameters, _folder, _environment, trainer.Tell).Write(cancellationToken);
            summary = summary with { ExportDuration = _clock.GetElapsedTime(begin), Package = _folder.In(RunFiles.Package) };
            predictions.Make(_folder.In(RunFiles.Package), data, _parameters.Trainer.Predictions);
            return summary;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // In the export, which a resumed run begins anew.
            return Summarise(trainer.Progress(RunStatus.Interrupted), training ?? _clock.GetElapsedTime(begin));
        }
        catch (Exception thrown)
        {
            // The callbacks hear of it, then it goes its way.
            var error = TrainingMemory.Explain(thrown, training is null, trainer.TotalParameters, data.Parameters.Pipeline);
            failure = ExceptionDispatchInfo.Capture(error);
            return Summarise(trainer.Progress(RunStatus.Failed), training
                ?? _clock.GetElapsedTime(begin)) with
            { Error = LibTorchErrors.WithoutFrames(error.Message) };
        }
    }

    private RunSummary Summarise(TrainingResult result, TimeSpan training) => new()
    {
        Status = result.Status,
        Scenario = _definition.Name,
        Best = result.Best,
        Epochs = result.Epochs,
        Steps = result.Steps,
        Metrics = result.Metrics,
        TrainingDuration = training,
        StopReason = result.StopReason,
    };
}
