using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Verbs;

/// <summary>Arguments that stand together and change parameters of the tree.</summary>
/// <param name="Arguments">The arguments: <c>--trainer.epochs</c>, <c>5</c>, …</param>
/// <param name="FirstPosition">The position of the first one on the command line, from 1.</param>
internal sealed record Override(IReadOnlyList<string> Arguments, int FirstPosition)
{
    /// <summary>Reads a file with overrides over it.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read, or something in it or an argument is not understood.</exception>
    public static LoadedConfig Load(string path, IReadOnlyList<Override> overrides) =>
        ConfigFile.Load(path, overrides.Select(group => (group.Arguments, group.FirstPosition)));

    /// <summary>Reads the configuration of a run with overrides over it.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read, or something in it or an argument is not understood.</exception>
    public static LoadedConfig LoadRun(string runDirectory, IReadOnlyList<Override> overrides) =>
        RunConfig.Load(runDirectory, overrides.Select(group => (group.Arguments, group.FirstPosition)));
}
