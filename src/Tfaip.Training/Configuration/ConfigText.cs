using System.Text;
using Tfaip.Processors;
using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Configuration;

/// <summary>Reads the text of a file.</summary>
internal static class ConfigText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="path">The file.</param>
    /// <param name="includedAt">Where it is included; null for the file that was named.</param>
    /// <exception cref="ConfigurationException">The file is not there, cannot be read, or is no text.</exception>
    public static string Read(string path, FileOrigin? includedAt)
    {
        var start = new FileOrigin(path, 1, 1) { IncludedAt = includedAt };
        if (Directory.Exists(path))
        {
            throw includedAt is null
                ? new ConfigurationException(start, "This is a folder; name the configuration file in it, such as config.yaml.")
                : new ConfigurationException(includedAt, $"{path} is a folder; name the file in it to include.");
        }

        if (!File.Exists(path))
        {
            throw includedAt is null
                ? new ConfigurationException(start, "There is no such file.")
                : new ConfigurationException(includedAt, $"There is no file {path} to include.");
        }

        try
        {
            // A character has at most four bytes: a file beyond that is too long without being read.
            if (new FileInfo(path).Length > 4L * YamlReader.MaximumLength) throw new ConfigurationException(start, "The file is too large for a configuration.");
            var bytes = File.ReadAllBytes(path);
            return TextEncodings.Recognize(bytes) is { } encoding
                ? throw new ConfigurationException(start, $"The file is {encoding}; save it as UTF-8.")
                : Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw new ConfigurationException(start, $"The file is not UTF-8: byte {error.Index} is wrong. Save it as UTF-8.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(start, $"The file cannot be read: {error.Message}");
        }
    }
}
