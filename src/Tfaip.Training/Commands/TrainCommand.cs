using Spectre.Console;
using Tfaip.Processors;
using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Commands;

/// <summary>The tool <c>tfaip-train</c>, from its arguments to its exit code.</summary>
public sealed class TrainCommand
{
    private readonly IAnsiConsole _console;
    private readonly TextWriter _error;

    /// <summary>Creates the tool.</summary>
    /// <param name="console">Standard output.</param>
    /// <param name="error">Standard error.</param>
    public TrainCommand(IAnsiConsole console, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(error);
        (_console, _error) = (console, error);
    }

    /// <summary>Runs the tool.</summary>
    /// <param name="arguments">The arguments of the command line.</param>
    /// <returns>0, 1 where the run failed, 2 where configuration or command line are wrong, 130 where it was interrupted.</returns>
    public int Run(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var isVerbose = arguments.Contains("--verbose");
        try
        {
            var command = ParsedCommand.Parse(arguments);
            if (command.Options.Version) return Say(Help.Version + Environment.NewLine);
            if (command.Options.Help) return Say(Help.Of(command.Result));
            return ExitCode.Success;
        }
        catch (TfaipException exception)
        {
            _error.WriteLine(isVerbose ? exception.ToString() : exception.Message);
            return exception is ConfigurationException or CommandLineException ? ExitCode.WrongConfiguration : ExitCode.RunFailed;
        }
        catch (Exception exception)
        {
            // A fault of the program: its stack trace is what is needed to mend it.
            _error.WriteLine(exception);
            return ExitCode.RunFailed;
        }
    }

    private int Say(string text)
    {
        _console.Profile.Out.Writer.Write(text);
        return ExitCode.Success;
    }
}
