using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text.Tokenization;

namespace Tfaip.Processors.Text.Processing;

internal sealed class WordpieceProcessor : Processor
{
    private readonly WordpieceParams _parameters;
    private readonly BasicTokenization _words;
    private readonly WordpieceVocabulary _vocabulary;

    public WordpieceProcessor(WordpieceParams parameters)
    {
        TokenizerRules.Check(parameters, "wordpiece");
        if (parameters.Vocabulary is not { } vocabulary)
            throw new TfaipException("wordpiece: vocabulary: give the file of the vocabulary.");
        if (parameters.LowerCase) UnicodeTables.Require("wordpiece");
        _parameters = parameters;
        _words = new(parameters.LowerCase);
        _vocabulary = new(vocabulary);
    }

    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        var first = Tokens(sample, _parameters.Key);
        var second = _parameters.Pair is { } pair ? Tokens(sample, pair) : null;
        Truncate(first, second);
        List<long> ids = [_vocabulary.Classification, .. first, _vocabulary.Separator];
        var types = Enumerable.Repeat(0L, ids.Count).ToList();
        if (second is not null)
        {
            ids.AddRange([.. second, _vocabulary.Separator]);
            types.AddRange(Enumerable.Repeat(1L, ids.Count - types.Count));
        }

        var length = _parameters.PadToMaxLength ? _parameters.MaxLength!.Value : ids.Count;
        return sample
            .WithInput(_parameters.InputIds, Padding.Extend(ids, length, _vocabulary.Padding))
            .WithInput(_parameters.AttentionMask, Padding.Mask(ids.Count, length))
            .WithInput(_parameters.TokenTypeIds, Padding.Extend(types, length, 0));
    }

    private List<long> Tokens(Sample sample, string key)
    {
        var tokens = new List<long>();
        foreach (var word in _words.Split(TokenizerRules.TextOf(sample, key), $"the input '{key}'"))
        {
            foreach (var id in _vocabulary.Split(word)) tokens.Add(id);
        }

        return tokens;
    }

    private void Truncate(List<long> first, List<long>? second)
    {
        if (_parameters.MaxLength is not { } length) return;
        var surplus = first.Count + (second?.Count ?? -1) + 3 - length;
        for (; surplus > 0; surplus--)
        {
            var isFirst = second is null || _parameters.Truncation switch
            {
                PairTruncation.OnlyFirst => true,
                PairTruncation.OnlySecond => false,
                _ => first.Count > second.Count,
            };
            var shortened = isFirst ? first : second!;
            if (shortened.Count == 0)
            {
                throw new TfaipException(
                    $"the input '{(isFirst ? _parameters.Pair : _parameters.Key)}' alone is too long for {length} tokens, and the other "
                    + "text, which is to be cut, has none left; set truncation to longest_first.");
            }

            shortened.RemoveAt(shortened.Count - 1);
        }
    }
}
