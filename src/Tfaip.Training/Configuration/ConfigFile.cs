using System.Text;
using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Configuration;

/// <summary>A configuration as it is given to a run: a file, and the parameters of the command line over it.</summary>
public static class ConfigFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ConfigurationException">The file is not there or cannot be read, or is not the YAML of a configuration.</exception>
    public static LoadedConfig Load(string path) => Load(path, []);

    /// <summary>Reads a file and puts the parameters of a command line over it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="arguments">
    /// The arguments that name parameters, as <see cref="Overrides"/> describes: those that stand together, with the position of the
    /// first of them on the command line, from 1.
    /// </param>
    /// <exception cref="ConfigurationException">The file is not there or cannot be read, or what it or an argument says is wrong.</exception>
    public static LoadedConfig Load(string path, IEnumerable<(IReadOnlyList<string> Arguments, int FirstPosition)> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(arguments);
        var layers = new List<ConfigLayer> { new(path, YamlReader.Read(ReadText(path), path)) };
        if (Overrides.Parse(arguments, FlowValues.Read) is { } edits) layers.Add(new(ConfigLayer.CommandLine, edits));
        return new(layers.Select(layer => layer.Tree).Aggregate(Overrides.Put), layers);
    }

    private static string ReadText(string path)
    {
        if (Directory.Exists(path)) throw Error(path, "This is a folder; name the configuration file in it, such as config.yaml.");
        if (!File.Exists(path)) throw Error(path, "There is no such file.");
        try
        {
            // A character has at most four bytes: a file beyond that is too long without being read.
            if (new FileInfo(path).Length > 4L * YamlReader.MaximumLength) throw Error(path, "The file is too large for a configuration.");
            return Utf8.GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException error)
        {
            throw Error(path, $"The file is not UTF-8: byte {error.Index} is wrong. Save it as UTF-8.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Error(path, $"The file cannot be read: {error.Message}");
        }
    }

    private static ConfigurationException Error(string path, string message) => new(new FileOrigin(path, 1, 1), message);
}
