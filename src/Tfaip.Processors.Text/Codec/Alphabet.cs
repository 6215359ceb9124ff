using System.Text;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Codec;

/// <summary>Characters with their labels.</summary>
internal sealed class Alphabet
{
    private readonly string[] _characters;
    private readonly Dictionary<string, long> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int _longest;

    /// <summary>Creates the alphabet.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="processor">What messages call the processor.</param>
    public Alphabet(AlphabetParams parameters, string processor)
    {
        foreach (var (property, message) in parameters.Validate())
            throw new TfaipException($"{processor}: alphabet.{property.ToLowerInvariant()}: {message}");
        IReadOnlyList<string> characters = parameters.Characters.Length > 0
            ? [.. parameters.Characters.EnumerateRunes().Select(rune => rune.ToString())]
            : LineFile.Read(parameters.File!, "character");
        Count = characters.Count + (parameters.Blank is null ? 0 : 1);
        Blank = parameters.Blank == -1 ? Count - 1 : parameters.Blank;
        if (Blank >= Count)
        {
            throw new TfaipException(
                $"{processor}: alphabet.blank: the label {Blank} of the blank leaves labels without a character: there are "
                + $"{characters.Count} characters.");
        }

        _characters = new string[Count];
        foreach (var character in characters)
        {
            var label = _labels.Count;
            if (label >= Blank) label++;
            _characters[label] = character;
            _labels.Add(character, label);
        }

        _longest = characters.Max(character => character.Length);
        _lookup = _labels.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many labels there are, that of the blank among them.</summary>
    public int Count { get; }

    /// <summary>The label of the blank, if there is one.</summary>
    public int? Blank { get; }

    /// <summary>The label of a character, or null.</summary>
    public long? LabelOf(string character) => _labels.TryGetValue(character, out var label) ? label : null;

    /// <summary>The longest character of the alphabet that a text begins with.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many chars it has; 0 where the text begins with none.</param>
    public long? Match(ReadOnlySpan<char> text, out int length)
    {
        for (length = Math.Min(_longest, text.Length); length > 0; length--)
        {
            if (_lookup.TryGetValue(text[..length], out var label)) return label;
        }

        return null;
    }

    /// <summary>The character of a label; empty for the blank.</summary>
    public string CharacterOf(long label) => label == Blank ? "" : _characters[label];

    /// <summary>What messages say of a code point.</summary>
    public static string Describe(Rune rune) => $"'{rune}' (U+{rune.Value:X4})";
}
