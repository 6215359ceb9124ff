using Spectre.Console;
using Tfaip.Processors;
using Tfaip.Training.Configuration;
using Tfaip.Training.Loop;
using Tfaip.Training.Reporting;
using Tfaip.Training.Reporting.Progress;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Commands;

/// <summary>Carries out the verbs: from the configuration to the run and all that reports it.</summary>
/// <param name="console">Standard output.</param>
/// <param name="time">The clock.</param>
/// <param name="find">Finds the scenario of a project or assembly, and tells of steps that take long.</param>
internal sealed class TrainingSession(IAnsiConsole console, TimeProvider time, Func<string, Action<string>, ScenarioDefinition> find)
{
    /// <summary>Trains a configuration.</summary>
    public RunStatus Train(string config, bool overwrite, IReadOnlyList<Override> overrides)
    {
        var loaded = Load(config, overrides);
        var definition = Build(ScenarioReference.Of(loaded.Tree));
        var parameters = definition.Bind(loaded);
        var folder = parameters.Output ?? RunFolder.DefaultFor(config);
        return Run(definition, parameters, folder, (run, stop) => run.Start(overwrite, stop));
    }

    /// <summary>Goes on with a run.</summary>
    public RunStatus Resume(string folder, IReadOnlyList<Override> overrides)
    {
        ResumeOverrides.Check(overrides);
        var scenario = ScenarioOf(folder);
        var loaded = Load(Path.Combine(folder, RunFiles.Config), overrides);
        var definition = Build(scenario);
        return Run(definition, definition.Bind(loaded), folder, (run, stop) => run.Resume(stop));
    }

    private static string ScenarioOf(string folder)
    {
        try
        {
            return new RunFolder(folder).ReadRun().ScenarioAssembly;
        }
        catch (TfaipException exception) when (!Directory.Exists(folder))
        {
            throw new CommandLineException(exception.Message);
        }
    }

    private static LoadedConfig Load(string path, IReadOnlyList<Override> overrides) =>
        ConfigFile.Load(path, overrides.Select(group => (group.Arguments, group.FirstPosition)));

    private ScenarioDefinition Build(string scenario) => find(scenario, text => WriteLine($"{text} …"));

    private RunStatus Run(
        ScenarioDefinition definition, IRunParams parameters, string folder,
        Func<TrainingRun, CancellationToken, RunSummary> run)
    {
        using var signals = new StopSignals(
            () => WriteLine("stopping after this step, with a checkpoint; the same again ends at once"), EndAtOnce);
        using var metrics = new MetricsLog();
        using var events = new EventLog(time);
        var progress = ProgressDisplay.Create(console, time);
        using var drawing = progress as IDisposable;
        var listeners = new ListenerGroup(
            new RunStart(signals.Arm), metrics, events, new SummaryFile(time), progress, new ClosingReport(console));
        return run(new TrainingRun(definition, parameters, folder, listeners, time), signals.Token).Status;
    }

    private void EndAtOnce()
    {
        // A drawing in progress has hidden it.
        console.Cursor.Show();
        Environment.Exit(ExitCode.Interrupted);
    }

    // Through the console, which keeps a line out of a drawing in progress.
    private void WriteLine(string line) => console.WriteLine(line);

    /// <summary>Hears that training begins.</summary>
    private sealed class RunStart(Action begun) : IRunListener
    {
        public void RunStarted(RunInfo info) => begun();
    }
}
