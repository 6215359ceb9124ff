using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Processors.Text.Processing;

/// <summary>Finds the tokens of numbers; how they make a text is the tokenizer's.</summary>
internal abstract class DetokenizerProcessor : LabelsProcessor
{
    private readonly Dictionary<long, string> _tokens;
    private readonly HashSet<string> _special;
    private readonly long _last;
    private readonly bool _isSpecialSkipped;
    private readonly string? _end;

    /// <summary>Creates the processor.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="file">The file of the vocabulary.</param>
    /// <param name="tokens">The tokens of the vocabulary with their numbers, each number once.</param>
    /// <param name="usual">The special tokens where none are given.</param>
    /// <exception cref="TfaipException">A token that is given is not in the vocabulary.</exception>
    protected DetokenizerProcessor(
        DetokenizerParams parameters, ResourceFile file, IEnumerable<KeyValuePair<string, int>> tokens, string[] usual)
        : base(parameters, parameters.Length)
    {
        _tokens = tokens.ToDictionary(token => (long)token.Value, token => token.Key);
        _last = _tokens.Keys.Max();
        var known = _tokens.Values.ToHashSet(StringComparer.Ordinal);
        var name = VariantCatalog.NameOf(parameters.GetType());
        foreach (var (i, token) in (parameters.SpecialTokens ?? []).Index()) Require(token, $"special_tokens.{i}");
        if (parameters.End is { } end) Require(end, "end");
        _special = (parameters.SpecialTokens ?? usual).ToHashSet(StringComparer.Ordinal);
        (_isSpecialSkipped, _end) = (parameters.SkipSpecialTokens, parameters.End);

        void Require(string token, string place)
        {
            if (!known.Contains(token)) throw new TfaipException($"{name}: {place}: the token '{token}' is not in the vocabulary {file}.");
        }
    }

    protected sealed override string Expected =>
        $"int64[tokens], their numbers, or float32[tokens, {_last + 1} or more], the scores of each token of the vocabulary";

    protected sealed override bool AreScores(nint labels) => labels > _last;

    protected sealed override string TextOf(long[] labels) => Join(TokensOf(labels));

    /// <summary>The text of tokens.</summary>
    /// <param name="tokens">The tokens, and whether each is a special one.</param>
    protected abstract string Join(IReadOnlyList<(string Token, bool IsSpecial)> tokens);

    private List<(string Token, bool IsSpecial)> TokensOf(long[] numbers)
    {
        var tokens = new List<(string Token, bool IsSpecial)>(numbers.Length);
        foreach (var (i, number) in numbers.Index())
        {
            if (!_tokens.TryGetValue(number, out var token))
                throw new TfaipException(
                    $"{Name} is {number} at element {i}, but no token of the vocabulary has this number; they go from {_tokens.Keys.Min()} "
                    + $"to {_last}.");
            var isSpecial = token == _end || _special.Contains(token);
            if (!isSpecial || !_isSpecialSkipped) tokens.Add((token, isSpecial));
            if (token == _end) break;
        }

        return tokens;
    }
}
