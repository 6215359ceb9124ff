using System.Globalization;
using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Checkpoints.Snapshots;
using Tfaip.Training.Metrics;
using static TorchSharp.torch;

namespace Tfaip.Training.Loop;

/// <summary>Goes back to what training was when a checkpoint was written.</summary>
internal sealed class EarlierTraining(
    TrainingSetup setup, TrainingStep step, SplitMeter meter, Monitoring monitoring, CallbackGroup callbacks, int stepsPerEpoch)
{
    /// <summary>The threads to compute with; 0 for as many as the machine has.</summary>
    public int Threads { get; private set; } = setup.Parameters.Threads;

    /// <summary>What the run will not have as it would without the interruption, or null.</summary>
    public string? Warning { get; private set; }

    /// <summary>Puts the state into all parts of training.</summary>
    /// <exception cref="TfaipException">The checkpoint does not fit the model, the optimizer or the data.</exception>
    public void Restore(LoadedCheckpoint checkpoint)
    {
        var state = checkpoint.State;
        if (state.StepsPerEpoch != stepsPerEpoch)
        {
            throw new TfaipException(string.Create(
                CultureInfo.InvariantCulture,
                $"{checkpoint.Path}: was written with {state.StepsPerEpoch} steps an epoch, now there are {stepsPerEpoch}: "
                + $"the training data or data.pipeline changed, so the run cannot go on to what it would have been. Train anew."));
        }

        checkpoint.LoadWeights(setup.Model);
        checkpoint.LoadOptimizer(step.OptimizerState);
        try
        {
            RestoreParts(checkpoint, state);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            or ArgumentException)
        {
            // Its digest is right: it is not what these parts of a run wrote.
            throw new TfaipException(
                $"{checkpoint.Path}: what the checkpoint remembers is not what a run of these parameters writes: {error.Message} Use "
                + "another checkpoint, or train anew.", error);
        }
    }

    private void RestoreParts(LoadedCheckpoint checkpoint, CheckpointState state)
    {
        if (state.Schedule is { } schedule) step.Schedule.Restore(schedule);
        using (var scope = NewDisposeScope())
        {
            var (averages, metrics) = (checkpoint.ReadAverages(), checkpoint.ReadMetrics());
            foreach (var tensor in averages.Values.Concat(metrics.Values)) scope.Attach(tensor);
            step.Averages?.Restore(state.Averaging, averages);
            meter.Load(metrics, setup.Device);
        }

        RestoreThreads(state.Threads);
        monitoring.Restore(state.Best, state.Monitored, state.Metrics);
        callbacks.Restore(state.Callbacks);
        step.Outputs = state.Outputs;
    }

    // Where nothing is set, the run goes on with the threads that it began with, whatever the machine has now.
    private void RestoreThreads(int threads)
    {
        if (Threads == 0) Threads = threads;
        else if (threads != 0 && threads != Threads)
        {
            Warning = string.Create(
                CultureInfo.InvariantCulture,
                $"trainer.threads is {Threads}, and the run began with {threads}: sums are split over threads, so it ends with other last "
                + $"bits than without the interruption.");
        }
    }
}
