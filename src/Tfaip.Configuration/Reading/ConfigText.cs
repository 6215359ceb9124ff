using System.Text;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;

namespace Tfaip.Configuration.Reading;

/// <summary>Reads the text of a file.</summary>
internal static class ConfigText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // A character has at most four bytes: a file beyond that is too long without being read.
    private const int Longest = 4 * YamlReader.MaximumLength;

    private static readonly string[] Streams = ["/dev/fd/", "/dev/stdin", "/proc/self/fd/"];

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
            // A shell may give the output of a program as a file that is named (/dev/fd/63); whatever else names one means a file.
            if (includedAt is not null || !Array.Exists(Streams, stream => path.StartsWith(stream, StringComparison.Ordinal)))
                RegularFile.Check(path);
            var bytes = ReadAtMost(path, Longest + 1);
            if (bytes.Length > Longest) throw new ConfigurationException(start, "The file is too large for a configuration.");
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

    // A pipe does not say how long it is.
    private static byte[] ReadAtMost(string path, int most)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (bytes.Length < most && file.Read(buffer) is var count and > 0) bytes.Write(buffer, 0, count);
        return bytes.ToArray();
    }
}
