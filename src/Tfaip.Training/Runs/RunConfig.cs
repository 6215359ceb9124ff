using Tfaip.Configuration.Reading;

namespace Tfaip.Training.Runs;

/// <summary>The configuration in a run directory.</summary>
internal static class RunConfig
{
    /// <summary>
    /// Reads it, and puts the parameters of a command line over it. The run may have been moved without what its paths lead to.
    /// </summary>
    /// <param name="runDirectory">The run directory.</param>
    /// <param name="arguments">
    /// The arguments that name parameters, as <see cref="ConfigFile.Load(string, IEnumerable{ValueTuple{IReadOnlyList{string}, int}})"/>
    /// takes them.
    /// </param>
    public static LoadedConfig Load(string runDirectory, IEnumerable<(IReadOnlyList<string> Arguments, int FirstPosition)> arguments) =>
        ConfigFile.Load(
            Path.Combine(runDirectory, RunFiles.Config),
            arguments,
            ConfigText.Read,
            Environment.GetEnvironmentVariable,
            RunFile.Read(runDirectory).FormerFolder);
}
