using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;

namespace Tfaip.Processors.Text.Tokenization;

/// <summary>Reads the two files of a byte-level BPE tokenizer.</summary>
internal static class BpeFiles
{
    private const string NoVocabulary = "this is not a vocabulary: it must be a JSON object from tokens to whole numbers from 0 on.";

    /// <summary>The numbers of the tokens.</summary>
    public static Dictionary<string, int> ReadVocabulary(ResourceFile file)
    {
        try
        {
            var numbers = ReadNumbers(file);
            if (numbers.Count == 0) throw new TfaipException($"{file}: the vocabulary is empty.");
            RefuseMissingBytes(numbers, file);
            return numbers;
        }
        catch (JsonException error)
        {
            throw new TfaipException($"{file}:{error.LineNumber + 1}: {NoVocabulary}", error);
        }
    }

    // Token by token, so that each has its line.
    private static Dictionary<string, int> ReadNumbers(ResourceFile file)
    {
        var (numbers, tokens) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<int, string>());
        var bytes = file.ReadBytes().Span;
        var start = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        var reader = new Utf8JsonReader(bytes[start..]);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw Error(ref reader, bytes, NoVocabulary);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var token = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var number) || number < 0)
                throw Error(ref reader, bytes, NoVocabulary);
            if (!numbers.TryAdd(token, number)) throw Error(ref reader, bytes, $"the token '{token}' is there already.");
            if (tokens.TryAdd(number, token)) continue;
            throw Error(ref reader, bytes, $"the token '{token}' has the number {number}, which is that of '{tokens[number]}' already.");
        }

        return numbers;

        TfaipException Error(ref Utf8JsonReader at, ReadOnlySpan<byte> text, string what) =>
            new($"{file}:{1 + text[..(start + (int)at.TokenStartIndex)].Count((byte)'\n')}: {what}");
    }

    /// <summary>The pairs in their order; a first line that begins with #version is skipped.</summary>
    public static List<string> ReadMerges(ResourceFile file, Dictionary<string, int> vocabulary)
    {
        var merges = new List<string>();
        var lines = file.ReadLines();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Length == 0 || (i == 0 && line.StartsWith("#version", StringComparison.Ordinal))) continue;
            var parts = line.Split(' ');
            if (parts is not [{ Length: > 0 }, { Length: > 0 }])
                throw new TfaipException($"{file}:{i + 1}: '{line}' is not a pair of tokens with a space between them.");
            foreach (var token in (string[])[.. parts, parts[0] + parts[1]])
            {
                if (!vocabulary.ContainsKey(token))
                    throw new TfaipException($"{file}:{i + 1}: the token '{token}' is not in the vocabulary.");
            }

            merges.Add(line);
        }

        return merges;
    }

    // A text of any bytes can be written with the tokens of single bytes, so that no token is ever unknown.
    private static void RefuseMissingBytes(Dictionary<string, int> numbers, ResourceFile file)
    {
        var missing = ByteCharacters().Where(character => !numbers.ContainsKey(character)).ToArray();
        if (missing.Length == 0) return;
        throw new TfaipException(
            $"{file}: the vocabulary lacks the tokens of {missing.Length} of the 256 bytes, such as '{missing[0]}'; it is not that of a "
            + "byte-level tokenizer.");
    }

    /// <summary>The characters that GPT-2 writes bytes with: printable ones of Latin-1 as they are, the others from U+0100 on.</summary>
    public static IEnumerable<string> ByteCharacters()
    {
        var next = 0x100;
        for (var value = 0; value < 256; value++)
        {
            yield return ((char)(value is (>= 0x21 and <= 0x7E) or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF)
                ? value
                : next++)).ToString();
        }
    }
}
