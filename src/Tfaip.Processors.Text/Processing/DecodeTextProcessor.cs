using System.Text;
using Tfaip.Parameters;
using Tfaip.Processors.Text.Codec;

namespace Tfaip.Processors.Text.Processing;

internal sealed class DecodeTextProcessor(DecodeTextParams parameters) : LabelsProcessor(parameters, parameters.Length)
{
    private readonly Alphabet _alphabet = new(parameters.Alphabet, "decode_text");

    protected override string Expected =>
        $"int64[time], the labels, or float32[time, {_alphabet.Count}], the scores of each label of the alphabet";

    protected override bool AreScores(nint labels) => labels == _alphabet.Count;

    protected override string TextOf(long[] labels)
    {
        var text = new StringBuilder(labels.Length);
        long? last = null;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0 || labels[i] >= _alphabet.Count)
            {
                throw new TfaipException(
                    $"{Name} is {labels[i]} at element {i}, but there are {_alphabet.Count} labels, from 0 to {_alphabet.Count - 1}.");
            }

            if (!parameters.Ctc || labels[i] != last) text.Append(_alphabet.CharacterOf(labels[i]));
            last = labels[i];
        }

        return text.ToString();
    }
}
