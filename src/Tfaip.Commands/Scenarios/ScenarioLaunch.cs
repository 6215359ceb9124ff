using System.Diagnostics.CodeAnalysis;
using Tfaip.Parameters;
using Tfaip.Training.Definition;

namespace Tfaip.Commands.Scenarios;

/// <summary>Starts the program of a scenario in the place of this one: a scenario's project is built first where that is needed.</summary>
/// <param name="arguments">What the program gets.</param>
internal sealed class ScenarioLaunch(IReadOnlyList<string> arguments)
{
    /// <summary>
    /// Starts the program of a project (.csproj), which is built where it is older than its sources, or of an assembly (.dll).
    /// </summary>
    /// <param name="path">The project or assembly.</param>
    /// <param name="progress">Told of steps that take long; null for nobody.</param>
    /// <returns>Nothing: the program has taken over.</returns>
    /// <exception cref="TfaipException">There is no such file, it does not build, or it is no program.</exception>
    [DoesNotReturn]
    public ScenarioDefinition Start(string path, Action<string>? progress) =>
        Become(ScenarioAssembly.PathOf(path, project => project.Build(progress)));

    /// <summary>As <see cref="Start"/>, and builds nothing.</summary>
    /// <param name="path">The project, which was built, or assembly.</param>
    /// <param name="note">Told where the sources are newer than the program; null for nobody.</param>
    /// <returns>Nothing: the program has taken over.</returns>
    /// <exception cref="TfaipException">There is no such file, it is not built, or it is no program.</exception>
    [DoesNotReturn]
    public ScenarioDefinition StartBuilt(string path, Action<string>? note) =>
        Become(ScenarioAssembly.PathOf(path, project => project.FindBuilt(note)));

    [DoesNotReturn]
    private ScenarioDefinition Become(string assembly)
    {
        if (!File.Exists(Path.ChangeExtension(assembly, ".runtimeconfig.json")))
        {
            throw new TfaipException(
                $"{assembly}: this is a library, and a scenario is a program. Reference the package Tfaip.Commands in its project, which "
                + "gives it its entry point.");
        }

        ProgramStart.Become(assembly, arguments);
        return null;
    }
}
