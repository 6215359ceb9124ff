using System.Buffers;

namespace Tfaip.Processors.Pipelines.Generators.Csv;

/// <summary>How a CSV file is written.</summary>
/// <param name="delimiter">What stands between fields, one byte of UTF-8.</param>
/// <param name="hasQuotes">Whether fields may be in quotes.</param>
internal sealed class CsvDialect(char delimiter, bool hasQuotes)
{
    /// <summary>The ends of lines; the first of the two bytes of Windows' alone is none.</summary>
    public static SearchValues<byte> LineEnds { get; } = SearchValues.Create("\n\r"u8);

    /// <summary>What stands between fields.</summary>
    public byte Delimiter { get; } = (byte)delimiter;

    /// <summary>Whether fields may be in quotes.</summary>
    public bool HasQuotes { get; } = hasQuotes;

    /// <summary>What ends a field, or begins a quoted one.</summary>
    public SearchValues<byte> Stops { get; } = SearchValues.Create([(byte)delimiter, (byte)'\n', (byte)'\r', (byte)'"']);

    /// <summary>What is wrong with a delimiter, or null.</summary>
    public static string? FindError(string delimiter) => delimiter is [<= '\u007F' and not ('"' or '\r' or '\n')]
        ? null
        : $"the delimiter must be one ASCII character, no quote and no line break, and not '{delimiter}'.";
}
