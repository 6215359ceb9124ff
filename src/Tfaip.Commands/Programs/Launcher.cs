using Spectre.Console;
using Tfaip.Commands.Exporting;
using Tfaip.Commands.Scenarios;
using Tfaip.Commands.Verbs;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Programs;

/// <summary>
/// The tools tfaip-train and tfaip-export: they find the scenario of a configuration or run, build its project where that is needed,
/// and let its program take over. They have no TorchSharp; the program brings its own.
/// </summary>
public static class Launcher
{
    /// <summary>The tool <c>tfaip-train</c>.</summary>
    /// <param name="arguments">The arguments of the command line.</param>
    /// <returns>The exit code where no program had to be started: 0, 1 where something failed, 2 where the command line is wrong.</returns>
    public static int Train(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (arguments is ["export", ..]) return Export([.. arguments.Skip(1)]);
        using var streams = new ProgramStreams();
        var launch = new ScenarioLaunch(arguments);
        var command = new TrainCommand(
            AnsiConsole.Console, Console.Error, new RunEnvironment(), launch.Start, streams.Failure, launch.StartBuilt);
        return command.Run(arguments);
    }

    /// <summary>The tool <c>tfaip-export</c>.</summary>
    /// <param name="arguments">The arguments of the command line.</param>
    /// <returns>The exit code where no program had to be started: 0, 1 where something failed, 2 where the command line is wrong.</returns>
    public static int Export(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        using var streams = new ProgramStreams();
        var launch = new ScenarioLaunch(["export", .. arguments]);
        return new ExportCommand(Console.Out, Console.Error, streams.Failure, launch).Run(arguments);
    }
}
