using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Configuration;

/// <summary>A configuration file with the command line's overrides laid over it.</summary>
public static class ConfigFile
{
    /// <summary>Reads a file and applies overrides.</summary>
    /// <param name="path">The file's path, which messages show as it is given.</param>
    /// <param name="overrides">Arguments of the command line, as <see cref="Overrides.Apply"/> takes them.</param>
    /// <param name="firstPosition">The position of the first of them on the command line, from 1.</param>
    /// <exception cref="ConfigurationException">The file cannot be read or is not what it should be.</exception>
    public static ConfigNode Load(string path, IReadOnlyList<string> overrides, int firstPosition)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var tree = YamlReader.Read(ReadText(path), path);
        if (tree is not MappingNode)
        {
            throw new ConfigurationException(tree.Origin, "A configuration is a mapping of keys to values, such as 'seed: 1'.");
        }

        return Overrides.Apply(tree, overrides, firstPosition);
    }

    private static string ReadText(string path)
    {
        var place = new FileOrigin(path, 1, 1);
        if (Directory.Exists(path)) throw new ConfigurationException(place, "This is a folder; name the configuration file in it.");
        if (!File.Exists(path)) throw new ConfigurationException(place, $"There is no such file: {Path.GetFullPath(path)}.");
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(place, $"The file cannot be read: {exception.Message}");
        }
    }
}
