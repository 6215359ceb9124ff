using System.Reflection;
using Tfaip.Parameters;
using Tfaip.Training.Definition;

namespace Tfaip.Commands.Scenarios;

/// <summary>The scenario that a program is made of.</summary>
/// <param name="assembly">Its assembly.</param>
internal sealed class ProgramScenario(Assembly assembly)
{
    /// <summary>The name under which the build writes the project's file name into the assembly.</summary>
    public const string MetadataKey = "Tfaip.Scenario";

    private readonly Lazy<ScenarioDefinition> _definition = new(() => ScenarioDefinition.Find(assembly));
    private bool _isFound;

    /// <summary>The file name of the project that an assembly was built from as a scenario's program; null where it is none.</summary>
    public static string? ProjectOf(Assembly? assembly) =>
        assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == MetadataKey)?.Value;

    /// <summary>The scenario of a project or assembly: this program's own, or beside it that of another model in a vote.</summary>
    /// <param name="path">The project or assembly.</param>
    /// <param name="progress">Told of steps that take long; null for nobody.</param>
    /// <exception cref="TfaipException">It is the scenario of another program.</exception>
    public ScenarioDefinition Find(string path, Action<string>? progress)
    {
        if (IsOwn(path))
        {
            _isFound = true;
            return _definition.Value;
        }

        if (_isFound) return ScenarioDefinition.Find(ScenarioAssembly.Load(path, progress));
        throw new TfaipException(
            $"{path}: this is not the scenario of this program, {assembly.GetName().Name}. Use that scenario's own program, or "
            + "tfaip-train, which starts the right one.");
    }

    // By name: a program may be published to a folder of its own, far from its project.
    private bool IsOwn(string path)
    {
        var name = Path.GetFileName(path);
        return name == Path.GetFileName(assembly.Location) || name == ProjectOf(assembly);
    }
}
