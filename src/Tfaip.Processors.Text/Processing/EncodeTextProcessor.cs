using System.Numerics.Tensors;
using System.Text;
using Tfaip.Parameters;
using Tfaip.Processors.Text.Codec;

namespace Tfaip.Processors.Text.Processing;

internal sealed class EncodeTextProcessor : TextProcessor
{
    private readonly Alphabet _alphabet;
    private readonly UnknownCharacter _unknown;
    private readonly long _replacement;

    public EncodeTextProcessor(EncodeTextParams parameters)
        : base(parameters)
    {
        _alphabet = new(parameters.Alphabet, "encode_text");
        _unknown = parameters.Unknown;
        if (parameters.Replacement is not { } replacement) return;
        _replacement = _alphabet.LabelOf(replacement)
            ?? throw new TfaipException($"encode_text: replacement: the replacement '{replacement}' is not in the alphabet.");
    }

    protected override object? Change(string text)
    {
        var labels = new List<long>(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (_alphabet.Match(text.AsSpan(i), out var length) is { } label)
            {
                labels.Add(label);
                i += length;
                continue;
            }

            if (_unknown == UnknownCharacter.Drop) return null;
            if (_unknown == UnknownCharacter.Error) throw Unknown(text, i);
            if (_unknown == UnknownCharacter.Replace) labels.Add(_replacement);
            i += char.IsSurrogatePair(text, i) ? 2 : 1;
        }

        return Tensor.Create(labels.ToArray(), [labels.Count]);
    }

    private TfaipException Unknown(string text, int index)
    {
        var character = Rune.TryGetRuneAt(text, index, out var rune)
            ? Alphabet.Describe(rune)
            : $"U+{(int)text[index]:X4}, half of a surrogate pair,";
        return new(
            $"{Name} has the character {character} at index {index}, which is not in the alphabet of {_alphabet.Count} labels. "
            + "Add it, normalize the text before, or set unknown to skip, replace or drop.");
    }
}
