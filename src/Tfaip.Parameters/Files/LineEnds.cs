namespace Tfaip.Parameters.Files;

/// <summary>
/// Lines end with LF or CR LF. A CR alone, as old programs write it, is refused: what follows would be taken as part of the line.
/// </summary>
internal static class LineEnds
{
    /// <summary>What messages say of a CR that ends a line.</summary>
    public const string Alone = "a carriage return alone ends this line. Save the file with LF or CR LF as line ends.";

    /// <summary>Refuses a text whose lines all end with CR alone.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">What messages call the file.</param>
    public static void Check(string text, string file)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) && text.IndexOf('\r', StringComparison.Ordinal) is var place and >= 0)
            throw new TfaipException($"{file}:1:{place + 1}: {Alone}");
    }
}
