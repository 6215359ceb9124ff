using System.Text;
using System.Text.RegularExpressions;

namespace Attacks;

/// <summary>Changes bytes as chance, damage and malice would.</summary>
internal static partial class Mutation
{
    private static readonly string[] Words =
    [
        "0", "-1", "1", "2147483647", "-2147483648", "9223372036854775807", "9000000000000000000", "1e999", "NaN", "null", "true", "\"\"",
        "[]", "{}", "\"../../outside/x\"",
        "\"/dev/zero\"", "\"\\u0000\"", "\"\\u001b[2J\"", "\"\\ud800\"", "[[[[[[[[[[", "\"" + new string('a', 5000) + "\"",
    ];

    /// <summary>Changes a file here or there.</summary>
    public static byte[] Of(byte[] bytes, Random random)
    {
        for (var changes = 1 << random.Next(4); changes > 0; changes--)
            bytes = random.Next(3) == 0 && IsText(bytes) ? Text(bytes, random) : Bytes(bytes, random);
        return bytes;
    }

    private static byte[] Bytes(byte[] bytes, Random random)
    {
        if (bytes.Length == 0) return [(byte)random.Next(256)];
        var at = random.Next(bytes.Length);
        var length = Math.Min(bytes.Length - at, 1 + random.Next(random.Next(2) == 0 ? 8 : 256));
        var copy = (byte[])bytes.Clone();
        switch (random.Next(8))
        {
            case 0: copy[at] ^= (byte)(1 << random.Next(8)); return copy;
            case 1: copy[at] = (byte)random.Next(256); return copy;
            case 2: copy.AsSpan(at, length).Fill(random.Next(3) switch { 0 => 0xff, 1 => 0, _ => 0x7f }); return copy;
            case 3: return bytes[..at];
            case 4: return [.. bytes[..at], .. bytes[(at + length)..]];
            case 5: return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]];
            case 6:
                var noise = new byte[length];
                random.NextBytes(noise);
                return [.. bytes[..at], .. noise, .. bytes[at..]];
            default: random.NextBytes(copy.AsSpan(at, length)); return copy;
        }
    }

    // A number or a text becomes another one, of another size or kind.
    private static byte[] Text(byte[] bytes, Random random)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var values = Value().Matches(text);
        if (values.Count == 0) return Bytes(bytes, random);
        var value = values[random.Next(values.Count)];
        var word = random.Next(4) == 0 ? values[random.Next(values.Count)].Value : Words[random.Next(Words.Length)];
        return Encoding.UTF8.GetBytes(text[..value.Index] + word + text[(value.Index + value.Length)..]);
    }

    private static bool IsText(byte[] bytes) => bytes.AsSpan(0, Math.Min(bytes.Length, 64)).IndexOf((byte)0) < 0;

    [GeneratedRegex("""
        -?\d+(\.\d+)?|"[^"\n]{0,200}"
        """, RegexOptions.CultureInvariant)]
    private static partial Regex Value();
}
