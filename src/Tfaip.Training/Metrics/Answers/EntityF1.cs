namespace Tfaip.Training.Metrics.Answers;

/// <summary>
/// Precision, recall and F1 of entities in sequences of tags, over all entities of the split (micro), as CoNLL's conlleval counts: an
/// entity is right if type, begin and end are. Values <c>NAME/precision</c>, <c>NAME/recall</c>, <c>NAME</c>, which is the F1, and with
/// <see cref="PerType"/> the F1 of each type, <c>NAME/TYPE</c>. Where there is nothing to divide by, a value is 0.
/// </summary>
/// <param name="output">The output with the tags: a text of tags between white space, or a list of texts.</param>
/// <param name="target">The target with as many tags.</param>
/// <param name="name">The metric's name.</param>
public sealed class EntityF1(string output, string target, string name = "entity_f1") : AnswerMetric(output, target, name)
{
    private readonly SortedDictionary<string, (double Right, double Answered, double Wanted)> _types = new(StringComparer.Ordinal);

    /// <value>How tags say where entities begin and end. Default: BIO.</value>
    public TagScheme Scheme { get; init; } = TagScheme.Bio;

    /// <value>
    /// Whether tags that the scheme does not have at their place belong to no entity, such as an I that continues none of its type, instead
    /// of beginning one as in conlleval. Default: false.
    /// </value>
    public bool IsStrict { get; init; }

    /// <value>Whether there is a value for each type too. Default: false.</value>
    public bool PerType { get; init; }

    /// <inheritdoc/>
    protected override double Add(object answer, object wanted, double weight)
    {
        var (answers, targets) = (AnswerText.Words(answer), AnswerText.Words(wanted));
        if (answers.Length != targets.Length)
            throw new ArgumentException($"the answer has {answers.Length} tags, the target {targets.Length}; there must be as many.");
        var (found, all) = (EntitySpan.Find(answers, IsStrict, Scheme).ToHashSet(), EntitySpan.Find(targets, IsStrict, Scheme).ToHashSet());
        foreach (var span in found) Count(span.Type, all.Contains(span) ? weight : 0, weight, 0);
        foreach (var span in all) Count(span.Type, 0, 0, weight);
        found.SymmetricExceptWith(all);
        return found.Count;
    }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, double>> Values()
    {
        var (right, answered, wanted) = (_types.Values.Sum(type => type.Right), _types.Values.Sum(type => type.Answered), _types.Values.Sum(
            type => type.Wanted));
        yield return KeyValuePair.Create($"{Name}/precision", Ratio(right, answered));
        yield return KeyValuePair.Create($"{Name}/recall", Ratio(right, wanted));
        yield return KeyValuePair.Create(Name, Ratio(2 * right, answered + wanted));
        if (!PerType) yield break;
        foreach (var (type, counts) in _types)
            yield return KeyValuePair.Create($"{Name}/{type}", Ratio(2 * counts.Right, counts.Answered + counts.Wanted));
    }

    /// <inheritdoc/>
    protected override void Forget() => _types.Clear();

    private void Count(string type, double right, double answered, double wanted)
    {
        var counts = _types.GetValueOrDefault(type);
        _types[type] = (counts.Right + right, counts.Answered + answered, counts.Wanted + wanted);
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
