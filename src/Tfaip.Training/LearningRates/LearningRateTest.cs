using Tfaip.Parameters;
using Tfaip.Torch.Native;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Definition;
using Tfaip.Training.Loop;
using Tfaip.Training.Metrics;
using Tfaip.Training.Optimization.Schedules;
using Tfaip.Training.Parameters;
using Tfaip.Training.Runs;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.WarmStart;
using TorchSharp;

namespace Tfaip.Training.LearningRates;

/// <summary>
/// The learning-rate range test (Smith, "Cyclical Learning Rates for Training Neural Networks", WACV 2017, section 3.3): a configuration
/// is trained from its initial weights while the learning rate grows from step to step, to see at which rates the loss falls. Steps are
/// those of a run, but for the schedule and averages of the weights, which are left out. Nothing is written.
/// </summary>
/// <param name="definition">The scenario.</param>
/// <param name="parameters">The parameters, bound.</param>
public sealed class LearningRateTest(ScenarioDefinition definition, IRunParams parameters)
{
    /// <summary>Runs the test: to the end of the range, or until the loss diverges.</summary>
    /// <param name="range">The learning rates.</param>
    /// <param name="progress">Hears of every step.</param>
    /// <exception cref="TfaipException">The data or the model is at fault.</exception>
    public LearningRateReport Run(LearningRateRange range, Action<LearningRatePoint> progress)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(progress);
        return WorkThread.Run(() => RunSteps(range, progress));
    }

    private LearningRateReport RunSteps(LearningRateRange range, Action<LearningRatePoint> progress)
    {
        parameters = definition.Complete(parameters);
        var device = DeviceSelection.Resolve(parameters.Device);
        using var threads = new TorchThreads(parameters.Trainer.Threads);
        PrecisionCheck.Run(definition, parameters, _ => { }, TimeProvider.System, CancellationToken.None);
        TorchSeed.ForInitialWeights(parameters.Seed);
        using var model = definition.CreateModel(parameters);
        if (parameters.Trainer.WarmStart is { } warmStart) WarmStarter.Load(model, warmStart);
        var setup = new TrainingSetup
        {
            Model = model,
            Data = definition.CreateData(parameters),
            Parameters = parameters.Trainer with { Schedule = new ConstantScheduleParams(), Averaging = null },

            // A step has nothing to do with checkpoints: the store is never opened.
            Checkpoints = new CheckpointStore("unused"),
            Seed = parameters.Seed,
            Device = device,
            Precision = parameters.Precision,
        };
        using var stream = new TrainingStream(setup.Data, setup.Parameters, setup.Seed);
        if (device.type != DeviceType.CPU) model.to(device);
        using var meter = new SplitMeter([]);
        using var step = new TrainingStep(setup, new BatchConverter(setup.Data, device), meter, stream.StepsPerEpoch);

        // A loss that depends on the progress stays as it is in the beginning, or the curve would not be one of the learning rate.
        model.Progress = new(0, 0, setup.Parameters.Epochs, stream.StepsPerEpoch);
        step.TrainMode();
        var curve = new LearningRateCurve(range);
        foreach (var (position, batches) in Steps(stream).Take(range.Steps))
        {
            step.Run(position, range.Rate(curve.Points.Count), batches.Batches);
            progress(curve.Add(meter.Loss));
            if (curve.HasDiverged) break;
            meter.Reset();
        }

        return new()
        {
            Model = model.GetType().Name,
            Device = device.ToString(),
            Precision = setup.Precision,
            Range = range,
            Points = curve.Points,
            HasDiverged = curve.HasDiverged
        };
    }

    // Those of a run, epoch after epoch; the test may be longer than the run.
    private static IEnumerable<(StepPosition Position, StepBatches Batches)> Steps(TrainingStream stream)
    {
        for (var at = new RunPosition(); ; at = stream.NextEpoch(stream.EndOfEpoch(at)))
        {
            foreach (var batches in stream.RestOfEpoch(at))
            {
                yield return (new(at.Epoch, at.StepsInEpoch, at.BatchesInEpoch, at.Step), batches);
                at = at.After(batches);
            }
        }
    }
}
