namespace Tfaip.Training.Metrics.Answers;

/// <summary>An entity in a sequence of tags.</summary>
/// <param name="Type">Its type, such as <c>PER</c>.</param>
/// <param name="Begin">The place of its first tag, from 0.</param>
/// <param name="End">The place after its last tag.</param>
public readonly record struct EntitySpan(string Type, int Begin, int End)
{
    /// <summary>
    /// Finds the entities of tags. An entity begins at a B, goes on over tags of its type, and ends after an E or before anything else. A
    /// tag that continues no entity of its type begins one, as in CoNLL's conlleval.
    /// </summary>
    /// <param name="tags">The tags: O, or a letter of the scheme, a hyphen and the type.</param>
    /// <param name="isStrict">
    /// Whether only entities count that are tagged as the scheme says: begun, and for IOBES and BILOU ended; IOB1 has no others.
    /// </param>
    /// <param name="scheme">How tags say where entities begin and end. Default: BIO.</param>
    public static IReadOnlyList<EntitySpan> Find(IReadOnlyList<string> tags, bool isStrict = false, TagScheme scheme = TagScheme.Bio)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var read = tags.Select(tag => EntityTag.Read(tag, scheme)).ToArray();
        var spans = new List<EntitySpan>();
        for (var begin = 0; begin < read.Length;)
        {
            var end = begin + 1;
            if (read[begin].Role == TagRole.Outside)
            {
                begin = end;
                continue;
            }

            // An entity of one tag goes on over nothing.
            if (read[begin].Role is TagRole.Begin or TagRole.Inside)
            {
                while (end < read.Length && read[end].Role is TagRole.Inside or TagRole.End && read[end].Type == read[begin].Type)
                {
                    if (read[end++].Role == TagRole.End) break;
                }
            }

            if (!isStrict || IsWhole(read[begin].Role, read[end - 1].Role, end - begin, scheme))
                spans.Add(new(read[begin].Type, begin, end));
            begin = end;
        }

        return spans;
    }

    private static bool IsWhole(TagRole first, TagRole last, int length, TagScheme scheme) => scheme switch
    {
        TagScheme.Iob1 => true,
        TagScheme.Bio => first == TagRole.Begin,
        _ => length == 1 ? first == TagRole.Single : first == TagRole.Begin && last == TagRole.End,
    };
}
