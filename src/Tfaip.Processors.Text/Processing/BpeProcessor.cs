using Microsoft.ML.Tokenizers;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text.Tokenization;

namespace Tfaip.Processors.Text.Processing;

internal sealed class BpeProcessor : Processor
{
    private readonly BpeParams _parameters;
    private readonly BpeTokenizer _tokenizer;
    private readonly long[] _begin;
    private readonly long[] _end;
    private readonly long _padding;

    public BpeProcessor(BpeParams parameters)
    {
        TokenizerRules.Check(parameters, "bpe");
        if (parameters.Vocabulary is not { } vocabularyFile) throw new TfaipException("bpe: vocabulary: give the file of the vocabulary.");
        if (parameters.Merges is not { } mergesFile) throw new TfaipException("bpe: merges: give the file of the merges.");
        _parameters = parameters;
        var vocabulary = BpeFiles.ReadVocabulary(vocabularyFile);
        _tokenizer = BpeTokenizer.Create(new BpeOptions(vocabulary)
        {
            Merges = BpeFiles.ReadMerges(mergesFile, vocabulary),
            ByteLevel = true,
            PreTokenizer = RobertaPreTokenizer.Instance,
        });
        _begin = NumberOf(parameters.Begin, "begin");
        _end = NumberOf(parameters.End, "end");
        _padding = NumberOf(parameters.Pad, "pad") is [var number] ? number : 0;

        long[] NumberOf(string? token, string name) => token is null ? []
            : vocabulary.TryGetValue(token, out var found) ? [found]
            : throw new TfaipException($"bpe: {name}: the token '{token}' is not in the vocabulary {parameters.Vocabulary}.");
    }

    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        var tokens = _tokenizer.EncodeToIds(
            TokenizerRules.TextOf(sample, _parameters.Key), considerPreTokenization: true, considerNormalization: false)
            .Select(id => (long)id);
        if (_parameters.MaxLength is { } most) tokens = tokens.Take(most - _begin.Length - _end.Length);
        long[] ids = [.. _begin, .. tokens, .. _end];
        var length = _parameters.PadToMaxLength ? _parameters.MaxLength!.Value : ids.Length;
        return sample
            .WithInput(_parameters.InputIds, Padding.Extend(ids, length, _padding))
            .WithInput(_parameters.AttentionMask, Padding.Mask(ids.Length, length));
    }
}
