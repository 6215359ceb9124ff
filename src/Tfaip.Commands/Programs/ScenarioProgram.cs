using System.Reflection;
using Spectre.Console;
using Tfaip.Commands.Exporting;
using Tfaip.Commands.Scenarios;
using Tfaip.Commands.Verbs;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Programs;

/// <summary>
/// The program of a scenario: its command line is that of tfaip-train, with the verb <c>export</c> for that of tfaip-export. The package
/// generates an entry point that calls it; a scenario with an entry point of its own sets <c>GenerateScenarioProgram</c> to false in its
/// project, and calls it itself.
/// </summary>
public static class ScenarioProgram
{
    /// <summary>Runs the program.</summary>
    /// <param name="arguments">
    /// The arguments of the command line, such as <c>config.yaml --trainer.epochs 5</c> or <c>resume runs/first</c>.
    /// </param>
    /// <param name="scenario">The assembly with the scenario's classes; null for the program's own.</param>
    /// <returns>0, 1 where it failed, 2 where configuration or command line are wrong, 130 where it was interrupted.</returns>
    public static int Run(IReadOnlyList<string> arguments, Assembly? scenario = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        using var streams = new ProgramStreams();
        var own = new ProgramScenario(scenario ?? Assembly.GetEntryAssembly()
            ?? throw new InvalidOperationException("The process has no entry assembly. Give the scenario's assembly."));
        if (arguments is not ["export", ..])
            return new TrainCommand(AnsiConsole.Console, Console.Error, new RunEnvironment(), own.Find, streams.Failure).Run(arguments);

        var export = new ExportCommand(Console.Out, Console.Error, streams.Failure, (run, progress) =>
            RunDirectory.Open(run, path => own.Find(path, progress)));
        return export.Run([.. arguments.Skip(1)]);
    }
}
