namespace Tfaip.Training.Metrics.Answers;

/// <summary>An entity in a sequence of tags.</summary>
/// <param name="Type">Its type, such as <c>PER</c>.</param>
/// <param name="Begin">The place of its first tag, from 0.</param>
/// <param name="End">The place after its last tag.</param>
public readonly record struct EntitySpan(string Type, int Begin, int End)
{
    /// <summary>
    /// Finds the entities of tags <c>B-TYPE</c>, <c>I-TYPE</c> and <c>O</c>. An entity begins at a B, goes on over I of its type, and ends before
    /// anything else. An I that continues no entity of its type begins one, as in CoNLL's conlleval, unless it is strict: then it belongs to none.
    /// </summary>
    /// <param name="tags">The tags.</param>
    /// <param name="isStrict">Whether an entity must begin with a B.</param>
    public static IReadOnlyList<EntitySpan> Find(IReadOnlyList<string> tags, bool isStrict = false)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var spans = new List<EntitySpan>();
        for (var begin = 0; begin < tags.Count;)
        {
            var (prefix, type) = Split(tags[begin]);
            var end = begin + 1;
            if (prefix == 'B' || (prefix == 'I' && !isStrict))
            {
                while (end < tags.Count && Split(tags[end]) is ('I', var next) && next == type) end++;
                spans.Add(new(type, begin, end));
            }

            begin = end;
        }

        return spans;
    }

    private static (char Prefix, string Type) Split(string tag) =>
        tag is ['B' or 'I', '-', ..] ? (tag[0], tag[2..])
        : tag is "B" or "I" ? (tag[0], "")
        : tag == "O" ? ('O', "")
        : throw new ArgumentException($"'{tag}' is no tag of BIO: write O, B-TYPE or I-TYPE.");
}
