using Spectre.Console;
using Tfaip.Commands.Terminal;
using Tfaip.Parameters.Shapes;
using Tfaip.Training.Definition;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Verbs;

/// <summary>What the verbs work with.</summary>
/// <param name="Console">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Environment">What runs take from outside.</param>
/// <param name="Signals">The signals of the process.</param>
/// <param name="Output">Watches standard output.</param>
/// <param name="Find">
/// Finds the scenario of a project or assembly, which is built where that is needed, and tells of steps that take long.
/// </param>
/// <param name="FindBuilt">Finds the scenario of a project or assembly as it was built, and tells where its sources are newer.</param>
internal sealed record CommandContext(
    IAnsiConsole Console,
    TextWriter Error,
    RunEnvironment Environment,
    StopSignals Signals,
    OutputWatch Output,
    Func<string, Action<string>, ScenarioDefinition> Find,
    Func<string, Action<string>, ScenarioDefinition> FindBuilt)
{
    /// <summary>The clock.</summary>
    public TimeProvider Time => Environment.Clock;

    /// <summary>Writes text to standard output as it is: not wrapped, without markup.</summary>
    public void Write(string text) => Console.Lines().Write(text);

    /// <summary>Writes a line through the console, which keeps it out of a drawing in progress.</summary>
    public void WriteLine(string line) => Console.WriteLine(line);

    /// <summary>Finds a scenario, and builds its project where that is needed; a question builds nothing.</summary>
    /// <param name="path">The project or assembly.</param>
    /// <param name="isAsked">Whether something is asked and nothing run, so that standard output is for the answer alone.</param>
    public ScenarioDefinition FindScenario(string path, bool isAsked)
    {
        var definition = isAsked ? FindBuilt(path, Error.WriteLine) : Find(path, text => WriteLine($"{text} …"));
        FixedOptions.CheckRoot(RecordShape.Of(definition.RunParamsType));
        return definition;
    }
}
