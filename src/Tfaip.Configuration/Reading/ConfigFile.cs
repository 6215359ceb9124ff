using Tfaip.Parameters;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Reading;

/// <summary>
/// A configuration as it is given to a run: a file, those that it includes, and the parameters of the command line over them.
/// </summary>
public static class ConfigFile
{
    /// <summary>Reads a file and those that it includes.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ConfigurationException">The file is not there or cannot be read, or is not the YAML of a configuration.</exception>
    public static LoadedConfig Load(string path) => Load(path, []);

    /// <summary>Reads a file and those that it includes, and puts the parameters of a command line over them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="arguments">
    /// The arguments that name parameters, as <see cref="Overrides"/> describes: those that stand together, with the position of the
    /// first of them on the command line, from 1.
    /// </param>
    /// <exception cref="ConfigurationException">
    /// The file is not there or cannot be read, or what it or an argument says is wrong.
    /// </exception>
    public static LoadedConfig Load(string path, IEnumerable<(IReadOnlyList<string> Arguments, int FirstPosition)> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(arguments);
        return Load(path, arguments, ConfigText.Read, Environment.GetEnvironmentVariable);
    }

    /// <summary>Reads files and variables that come from elsewhere.</summary>
    internal static LoadedConfig Load(
        string path, IEnumerable<(IReadOnlyList<string> Arguments, int FirstPosition)> arguments,
        Func<string, FileOrigin?, string> read, Func<string, string?> variables, string? formerFolder = null)
    {
        var layers = new LayerReader(read, variables) { FormerFolder = formerFolder }.Read(path).ToList();
        if (Overrides.Parse(arguments, FlowValues.Read) is { } edits)
        {
            if (edits is MappingNode mapping && mapping.Find(LayerReader.IncludeKey) is { } include)
                throw new ConfigurationException(
                    include.KeyOrigin, "Files are included by files alone; name the one that includes the others.");
            layers.Add(new(ConfigLayer.CommandLine, edits));
        }

        return new(
            layers.Select(layer => layer.Tree).Aggregate((under, over) => Overrides.Put(under, over)), layers)
        { Variables = variables };
    }
}
