using Tfaip.Training.Callbacks;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Tests.Reporting;

/// <summary>Events of runs that listeners are tested with.</summary>
internal static class SomeRuns
{
    public static RunInfo Info(string directory, long? resumedAt = null, int epochs = 3, long? reported = null) => new()
    {
        RunDirectory = directory,
        Scenario = "digits",
        Parameters = new RunParams<NoData, NoModel> { Seed = 42 },
        ConfigYaml = "seed: 42\n",
        Device = "cpu",
        TrainableParameters = 28490,
        TotalParameters = 28490,
        TrainingSamples = 898,
        EvaluationSamples = 899,
        Epochs = epochs,
        StepsPerEpoch = 4,
        Layers = [new("", "Net", 0, 182, 182), new("classify", "Linear", 1, 102, 0)],
        Monitor = Model.Monitor.Max("accuracy"),
        ResumedAtStep = resumedAt,
        ReportedStep = reported ?? resumedAt,
    };

    public static EpochStarted Epoch(int epoch, int stepsDone = 0) => new(epoch, 3, stepsDone, 4);

    public static StepCompleted Step(int epoch, int step, double loss = 0.5, Action? onRead = null) => new(
        epoch, ((epoch - 1) * 4) + step, step, 4, Samples: 16, LearningRate: 0.001 / epoch, MeanLoss: () =>
        {
            onRead?.Invoke();
            return loss;
        });

    public static EvaluationCompleted Evaluation(int epoch, string split, double loss, double accuracy, bool isBest = false) => new()
    {
        Epoch = epoch,
        Step = epoch * 4,
        Split = split,
        Metrics = new Dictionary<string, double> { ["loss"] = loss, ["accuracy"] = accuracy },
        Batches = 57,
        Samples = 899,
        Duration = TimeSpan.FromSeconds(1.25),
        IsBest = isBest,
    };

    public static RunSummary Summary(RunStatus status = RunStatus.Completed, string? package = null) => new()
    {
        Status = status,
        Scenario = "digits",
        Best = new("accuracy", 0.975, 2, 8, new Dictionary<string, double> { ["loss"] = 0.1, ["accuracy"] = 0.975 }),
        Epochs = 3,
        Steps = 12,
        Metrics = new Dictionary<string, double> { ["loss"] = 0.2, ["accuracy"] = 0.96 },
        TrainingDuration = TimeSpan.FromSeconds(12.3456),
        ExportDuration = TimeSpan.FromSeconds(2.5),
        Package = package,
        Times =
        [
            new(PhaseTime.Training, 12, 192, TimeSpan.FromSeconds(9.6)),
            new(PhaseTime.Evaluation, 171, 2697, TimeSpan.FromSeconds(2.5)),
            new(PhaseTime.Prediction, 5, 5, TimeSpan.FromMilliseconds(2.5)),
        ],
    };

    internal sealed record NoData : DataParams;

    internal sealed record NoModel : ModelParams;
}
