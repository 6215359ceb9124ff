namespace TypoSuggestions;

/// <summary>What a reader of configurations makes of a typo.</summary>
internal enum Verdict
{
    /// <summary>Nothing: the run would go on without the value.</summary>
    Accepted,

    /// <summary>It is refused, and what was meant is not named.</summary>
    Refused,

    /// <summary>It is refused, and the first suggestion is another name than the one meant.</summary>
    Misled,

    /// <summary>It is refused, and the first suggestion is what was meant.</summary>
    Suggested,
}
