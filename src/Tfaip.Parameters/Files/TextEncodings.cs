namespace Tfaip.Parameters.Files;

/// <summary>Recognises text files that are not UTF-8, so that a message can say what they are.</summary>
internal static class TextEncodings
{
    // Enough to judge by; a longer look would not say more.
    private const int Judged = 512;

    /// <summary>The encoding that the first bytes of a file show, by its byte order mark or by the zeros beside Latin characters.</summary>
    /// <param name="start">The first bytes of the file, those that there are of 512.</param>
    /// <returns><c>UTF-16</c> or <c>UTF-32</c>; null for UTF-8 and whatever else is no Unicode text.</returns>
    public static string? Recognize(ReadOnlySpan<byte> start)
    {
        if (start is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..]) return "UTF-32";
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return "UTF-16";
        var (even, odd) = (0, 0);
        var pairs = Math.Min(start.Length, Judged) / 2;
        for (var i = 0; i < pairs; i++)
        {
            if (start[2 * i] == 0) even++;
            if (start[(2 * i) + 1] == 0) odd++;
        }

        // Text in UTF-8 has no zeros. Where they are one half of most pairs, the other half is a character.
        return Math.Min(even, odd) == 0 && 2 * Math.Max(even, odd) > pairs ? "UTF-16" : null;
    }

    /// <summary>The message for a file that is in the encoding.</summary>
    internal static TfaipException Error(string file, string encoding) => new($"{file}: this is {encoding}; save the file as UTF-8.");
}
