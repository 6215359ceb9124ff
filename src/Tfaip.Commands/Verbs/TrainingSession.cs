using Tfaip.Commands.Output;
using Tfaip.Commands.Progress;
using Tfaip.Commands.Terminal;
using Tfaip.Parameters.Streams;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;
using Tfaip.Training.Profiling;
using Tfaip.Training.Reporting;
using Tfaip.Training.Reporting.Html;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Verbs;

/// <summary>Carries out a run with all that reports it.</summary>
internal sealed class TrainingSession(CommandContext context, ProgressMode mode)
{
    /// <summary>Starts or resumes a run.</summary>
    /// <returns>The exit code.</returns>
    public int Run(
        ScenarioDefinition definition, IRunParams parameters, string folder, Func<TrainingRun, CancellationToken, RunSummary> run)
    {
        context.Output.BeginDisplay();
        var (checkpoint, files) = (new RequestedCheckpoint(), context.Environment.Files);
        using var metrics = new MetricsLog(files);
        using var events = new EventLog(context.Time, files);
        var progress = ProgressDisplay.Create(context.Console, context.Time, mode);
        using var drawing = progress as IDisposable;
        using var profiler = new Profiler(files);
        using var requests = new CheckpointRequestFile(folder, files, context.Time, checkpoint.Want);
        IReadOnlyList<ICallback> callbacks =
        [
            new RunStart(() => context.Signals.Arm(SayStopping, checkpoint.Want)), checkpoint, metrics, events, profiler,
            new SummaryFile(context.Time, files, () => context.Output.Failure), new MeasurementFile(files),
            new RunReport(context.Time, files),
            progress ?? new WarningReport(context.WriteLine), new DataReport(context.WriteLine), new MonitorReport(context.WriteLine),
            new ClosingReport(context.Console),
        ];
        var summary = run(new TrainingRun(definition, parameters, folder, callbacks, Environment), context.Signals.Token);
        return summary.Status == RunStatus.Interrupted ? ExitCode.Interrupted : ExitCode.Success;
    }

    /// <summary>Does everything but train, and says what would be run.</summary>
    /// <returns>The exit code.</returns>
    public int Try(ScenarioDefinition definition, IRunParams parameters, string folder, Func<TrainingRun, DryRunResult> run)
    {
        var result = run(new TrainingRun(definition, parameters, folder, [], Environment));
        DryRunOutput.Write(context.Console.Lines(), result);
        return ExitCode.Success;
    }

    private RunEnvironment Environment => context.Environment with { Progress = mode == ProgressMode.None ? _ => { } : context.WriteLine };

    private void SayStopping() => context.WriteLine("stopping after this step, with a checkpoint; the same again ends at once");

    /// <summary>Hears that training begins.</summary>
    private sealed class RunStart(Action begun) : ICallback
    {
        public void On(RunEvent happened, IRunControl run)
        {
            if (happened is RunStarted) begun();
        }
    }
}
