using Spectre.Console;
using Tfaip.Commands.Terminal;
using Tfaip.Configuration.Diagnostics;
using Tfaip.Parameters;
using Tfaip.Parameters.Streams;
using Tfaip.Torch.Native;
using Tfaip.Training.Definition;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Verbs;

/// <summary>The tool <c>tfaip-train</c>, from its arguments to its exit code.</summary>
internal sealed class TrainCommand
{
    private const string ToolName = "tfaip-train";

    private readonly IAnsiConsole _console;
    private readonly TextWriter _errorStream;
    private readonly PlainWriter _error;
    private readonly RunEnvironment _environment;
    private readonly OutputWatch _output;
    private readonly Func<string, Action<string>, ScenarioDefinition> _find;
    private readonly Func<string, Action<string>, ScenarioDefinition> _findBuilt;

    /// <summary>Creates the tool.</summary>
    /// <param name="console">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="environment">What runs take from outside.</param>
    /// <param name="find">Finds the scenario of a project or assembly, which is built where that is needed.</param>
    /// <param name="outputFailure">Says why standard output could not be written; null where it always could.</param>
    /// <param name="findBuilt">As <paramref name="find"/>, and builds nothing; null for the same.</param>
    public TrainCommand(
        IAnsiConsole console,
        TextWriter error,
        RunEnvironment environment,
        Func<string, Action<string>, ScenarioDefinition> find,
        Func<string?>? outputFailure = null,
        Func<string, Action<string>, ScenarioDefinition>? findBuilt = null)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(error);
        PlainConsole.Protect(console);
        (_console, _errorStream, _error, _environment, _output) = (console, error, new PlainWriter(error), environment, new OutputWatch(
            outputFailure ?? (() => null)));
        (_find, _findBuilt) = (find, findBuilt ?? find);
    }

    /// <summary>Runs the tool.</summary>
    /// <param name="arguments">The arguments of the command line.</param>
    /// <returns>0, 1 where the run failed, 2 where configuration or command line are wrong, 130 where it was interrupted.</returns>
    public int Run(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        using var signals = new StopSignals(EndAtOnce);
        return WorkThread.Run(() => Work(arguments, signals));
    }

    private int Work(IReadOnlyList<string> arguments, StopSignals signals)
    {
        var isVerbose = arguments.Contains("--verbose");
        try
        {
            LibTorch.Register();
            var exitCode = Execute(ParsedCommand.Parse(arguments), signals);
            PlainConsole.Stream(_console).Flush();
            _output.Check();
            return exitCode;
        }
        catch (ConfigurationException exception)
        {
            var renderer = new ErrorRenderer(SourceLines.OfFiles(), new(ToolName, arguments), TerminalStyle.For(_errorStream));
            renderer.Write(OptionAdvice.AddTo(exception), _errorStream);
            if (isVerbose) _error.WriteLine(exception.StackTrace);
            return ExitCode.WrongConfiguration;
        }
        catch (Exception exception) when (!isVerbose && LibTorch.ExplainLoading(exception) is { } explanation)
        {
            _error.WriteLine(explanation);
            return ExitCode.Failed;
        }
        catch (TfaipException exception)
        {
            _error.WriteLine(isVerbose ? exception.ToString() : LibTorchErrors.WithoutFrames(exception.Message));
            return exception is CommandLineException ? ExitCode.WrongConfiguration : ExitCode.Failed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && !isVerbose)
        {
            // The disk is full, the folder is not writable: the system's message names the file.
            _error.WriteLine(exception.Message);
            return ExitCode.Failed;
        }
        catch (Exception exception) when (MemoryShortage.IsCause(exception) && !isVerbose)
        {
            _error.WriteLine($"There is not enough memory: {LibTorchErrors.WithoutFrames(exception.Message)}");
            return ExitCode.Failed;
        }
        catch (Exception exception)
        {
            // A fault of the program: its stack trace is what is needed to mend it.
            _error.WriteLine(isVerbose ? exception.ToString() : LibTorchErrors.WithoutFrames(exception.ToString()));
            return ExitCode.Failed;
        }
    }

    private int Execute(ParsedCommand command, StopSignals signals)
    {
        if (command.Options.Version) return Say(Help.Version + "\n");
        var verb = Verbs.Of(command.Options);
        if (command.Options.Help is not null && command.Options is not TreeOptions { Path: not null }) return Say(Help.Of(command));
        if (command.Options.Path is null && verb.MissingPath is { } missing) throw new CommandLineException(MissingPath(missing, command));
        signals.EndedEarly = verb.EndedEarly;
        return verb.Run(command, new CommandContext(_console, _error, _environment, signals, _output, _find, _findBuilt));
    }

    // What stands after a parameter is its value, whatever it looks like.
    private static string MissingPath(string missing, ParsedCommand command)
    {
        var taken = command.Overrides.FirstOrDefault(group => group.Arguments.Count > 1);
        return taken is null
            ? missing
            : $"{missing} '{taken.Arguments[^1]}' is a value of {taken.Arguments[0]} here: the file comes before the parameters, or after "
                + "'--'.";
    }

    private void EndAtOnce(string? message)
    {
        // A drawing in progress has hidden it.
        _console.Cursor.Show();
        if (message is not null) _error.WriteLine(message);
        ProcessEnd.AtOnce(ExitCode.Interrupted);
    }

    private int Say(string text)
    {
        _console.Lines().Write(text);
        return ExitCode.Success;
    }
}
