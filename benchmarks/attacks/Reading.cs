using Spectre.Console;
using Tfaip.Commands.Scenarios;
using Tfaip.Commands.Verbs;
using Tfaip.Parameters;
using Tfaip.Training.Definition;
using Tfaip.Training.Runs;

namespace Attacks;

/// <summary>Lets files be read, by the tool or by the libraries, and judges what comes of it.</summary>
internal static class Reading
{
    /// <summary>Runs <c>tfaip-train</c> in this process.</summary>
    public static string? ByTool(params string[] arguments)
    {
        var (code, said) = Tool(arguments);
        if (code is not (0 or 1 or 2)) return $"exit code {code}: {said}";
        if (said.Contains("\n   at ", StringComparison.Ordinal)) return $"a stack trace: {said}";
        if (said.AsSpan().ContainsAny('\x1b', '\0', '\r')) return $"a control character: {said}";
        return code != 0 && said.Trim().Length == 0 ? $"exit code {code} without a word" : null;
    }

    /// <summary>Runs <c>tfaip-train</c> in this process.</summary>
    /// <returns>The exit code, and what it said on both streams.</returns>
    public static (int Code, string Said) Tool(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var console = AnsiConsole.Create(
            new() { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        var code = new TrainCommand(
            console, error, new RunEnvironment(), (path, progress) => ScenarioDefinition.Find(ScenarioAssembly.Load(path, progress)),
            findBuilt: (path, note) => ScenarioDefinition.Find(ScenarioAssembly.LoadBuilt(path, note))).Run(arguments);
        return (code, output.ToString() + error);
    }

    /// <summary>Does what reads, which throws errors that are meant for people and no others.</summary>
    public static string? ByLibrary(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception error) when (error is TfaipException or ConfigurationException)
        {
            return null;
        }
        catch (Exception error)
        {
            return error.ToString();
        }
    }
}
