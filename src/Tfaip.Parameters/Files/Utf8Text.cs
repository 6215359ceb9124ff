using System.Buffers;
using System.Text;

namespace Tfaip.Parameters.Files;

/// <summary>Text in UTF-8, with or without a byte order mark; other bytes are refused with their place.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of the byte order mark.</summary>
    public static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>The text of a whole file, without the byte order mark.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">What messages call the file.</param>
    /// <exception cref="TfaipException">The bytes are not UTF-8; the message names line and column.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string file)
    {
        Check(bytes, file);
        if (bytes.StartsWith(Mark)) bytes = bytes[Mark.Length..];
        return DecodeLines(bytes, file, firstLine: 1);
    }

    /// <summary>
    /// Refuses a file that begins as text in another encoding does. Much of it would be UTF-8 too, with other characters.
    /// </summary>
    /// <param name="start">The file's first bytes.</param>
    /// <param name="file">What messages call the file.</param>
    public static void Check(ReadOnlySpan<byte> start, string file)
    {
        if (TextEncodings.Recognize(start) is { } encoding) throw TextEncodings.Error(file, encoding);
    }

    /// <summary>The text of a part of a file that begins with a line.</summary>
    /// <param name="bytes">The part's bytes.</param>
    /// <param name="file">What messages call the file.</param>
    /// <param name="firstLine">The number of the part's first line, from 1.</param>
    /// <exception cref="TfaipException">The bytes are not UTF-8; the message names line and column.</exception>
    public static string DecodeLines(ReadOnlySpan<byte> bytes, string file, int firstLine)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            var right = bytes[..CountValid(bytes)];
            var line = firstLine + right.Count((byte)'\n');
            var column = 1 + Encoding.UTF8.GetCharCount(right[(right.LastIndexOf((byte)'\n') + 1)..]);
            throw new TfaipException($"{file}:{line}:{column}: the text is not UTF-8. Save the file as UTF-8.", error);
        }
    }

    private static int CountValid(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (count < bytes.Length && Rune.DecodeFromUtf8(bytes[count..], out _, out var length) == OperationStatus.Done) count += length;
        return count;
    }
}
