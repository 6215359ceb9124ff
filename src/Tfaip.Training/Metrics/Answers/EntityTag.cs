namespace Tfaip.Training.Metrics.Answers;

/// <summary>A tag that was read.</summary>
/// <param name="Role">What it says of its place in an entity.</param>
/// <param name="Type">The type of the entity; empty where the tag has none.</param>
internal readonly record struct EntityTag(TagRole Role, string Type)
{
    /// <summary>Reads a tag.</summary>
    /// <exception cref="ArgumentException">The scheme does not have it.</exception>
    public static EntityTag Read(string tag, TagScheme scheme)
    {
        if (tag == "O") return new(TagRole.Outside, "");
        var letter = tag is [_] or [_, '-', ..] ? tag[0] : ' ';
        TagRole? role = (letter, scheme) switch
        {
            ('B', _) => TagRole.Begin,
            ('I', _) => TagRole.Inside,
            ('E', TagScheme.Iobes) or ('L', TagScheme.Bilou) => TagRole.End,
            ('S', TagScheme.Iobes) or ('U', TagScheme.Bilou) => TagRole.Single,
            _ => null,
        };
        return role is { } known
            ? new(known, tag.Length > 1 ? tag[2..] : "")
            : throw new ArgumentException(
                $"'{tag}' is no tag of {scheme.ToString().ToUpperInvariant()}: write {Tags(scheme)}.{Hint(letter)}");
    }

    private static string Tags(TagScheme scheme) => scheme switch
    {
        TagScheme.Iobes => "O, B-TYPE, I-TYPE, E-TYPE or S-TYPE",
        TagScheme.Bilou => "O, B-TYPE, I-TYPE, L-TYPE or U-TYPE",
        _ => "O, B-TYPE or I-TYPE",
    };

    private static string Hint(char letter) => letter switch
    {
        'E' or 'S' => " For these tags set Scheme to Iobes.",
        'L' or 'U' => " For these tags set Scheme to Bilou.",
        _ => "",
    };
}

/// <summary>What a tag says of its place in an entity.</summary>
internal enum TagRole
{
    Outside,
    Begin,
    Inside,
    End,
    Single,
}
