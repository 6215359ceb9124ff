using Spectre.Console;
using Tfaip.Processors.Parameters;
using Tfaip.Training.Loop;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Commands;

/// <summary>What the verbs work with.</summary>
/// <param name="Console">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Environment">What runs take from outside.</param>
/// <param name="Signals">The signals of the process.</param>
/// <param name="Output">Watches standard output.</param>
/// <param name="Find">Finds the scenario of a project or assembly, and tells of steps that take long.</param>
internal sealed record CommandContext(
    IAnsiConsole Console,
    TextWriter Error,
    RunEnvironment Environment,
    StopSignals Signals,
    OutputWatch Output,
    Func<string, Action<string>, ScenarioDefinition> Find)
{
    /// <summary>The clock.</summary>
    public TimeProvider Time => Environment.Clock;

    /// <summary>Writes text to standard output as it is: not wrapped, without markup.</summary>
    public void Write(string text) => Console.Profile.Out.Writer.Write(text);

    /// <summary>Writes a line through the console, which keeps it out of a drawing in progress.</summary>
    public void WriteLine(string line) => Console.WriteLine(line);

    /// <summary>Finds a scenario, and builds its project where that is needed.</summary>
    /// <param name="path">The project or assembly.</param>
    /// <param name="isAsked">Whether standard output is for an answer alone, so that what takes long is said on standard error.</param>
    public ScenarioDefinition FindScenario(string path, bool isAsked)
    {
        var definition = Find(path, text => Tell($"{text} …", isAsked));
        FixedOptions.CheckRoot(RecordShape.Of(definition.RunParamsType));
        return definition;
    }

    private void Tell(string line, bool isAsked)
    {
        if (isAsked) Error.WriteLine(line);
        else WriteLine(line);
    }
}
