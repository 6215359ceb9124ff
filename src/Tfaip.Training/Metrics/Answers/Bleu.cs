namespace Tfaip.Training.Metrics.Answers;

/// <summary>
/// BLEU of the corpus (Papineni et al. 2002): exp(min(0, 1 - r / c)) · exp(Σ ln p[n] / N). p[n] is the part of the answers' n-grams that
/// are in a reference, each at most as often as in the reference that has it most often; c is the length of all answers, r that of the
/// references, of each sample the one nearest in length, the shorter of two. Summed over the samples before dividing, not smoothed: 0 where
/// some p[n] is 0. From 0 to 1. Words are what stands between white space: tokenise before.
/// </summary>
/// <param name="output">The output with the text.</param>
/// <param name="target">The target with the reference; several are a list of texts.</param>
/// <param name="name">The metric's name.</param>
public sealed class Bleu(string output, string target, string name = "bleu") : AnswerMetric(output, target, name)
{
    private double[] _matches = [];
    private double[] _grams = [];
    private double _answered;
    private double _wanted;

    /// <value>The length of the longest n-grams, N. Default: 4.</value>
    public int Order { get; init; } = 4;

    /// <inheritdoc/>
    protected override double Add(object answer, object wanted, double weight)
    {
        if (_grams.Length == 0) (_matches, _grams) = (new double[Order], new double[Order]);
        var words = AnswerText.Words(answer);
        var references = wanted is string text
            ? [AnswerText.Words(text)]
            : ((IEnumerable<string>)wanted).Select(AnswerText.Words).ToArray();
        _answered += weight * words.Length;
        _wanted += weight * references.Select(reference => reference.Length).OrderBy(length => (Math.Abs(length - words.Length), length))
            .First();
        for (var n = 1; n <= Order; n++)
        {
            var most = references.Select(reference => Grams(reference, n)).ToArray();
            foreach (var (gram, count) in Grams(words, n))
            {
                _grams[n - 1] += weight * count;
                _matches[n - 1] += weight * Math.Min(count, most.Max(reference => reference.GetValueOrDefault(gram)));
            }
        }

        return references.Any(reference => reference.SequenceEqual(words))
            ? 0
            : references.Min(reference => EditDistance.Between<string>(words, reference));
    }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, double>> Values() => [KeyValuePair.Create(Name, Compute())];

    /// <inheritdoc/>
    protected override void Forget() => (_matches, _grams, _answered, _wanted) = ([], [], 0, 0);

    private double Compute()
    {
        if (_grams.Length == 0) return double.NaN;
        if (_matches.Any(matches => matches == 0)) return 0;
        return Math.Exp(
            Math.Min(0, 1 - (_wanted / _answered)) + (_matches.Zip(_grams, (matches, all) => Math.Log(matches / all)).Sum() / Order));
    }

    private static Dictionary<string, int> Grams(string[] words, int n)
    {
        var grams = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i + n <= words.Length; i++)
        {
            // No word holds white space.
            var gram = string.Join(' ', words, i, n);
            grams[gram] = grams.GetValueOrDefault(gram) + 1;
        }

        return grams;
    }
}
