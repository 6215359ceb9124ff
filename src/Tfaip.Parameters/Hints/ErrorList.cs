namespace Tfaip.Parameters.Hints;

/// <summary>The errors of a tree, gathered so that all are reported at once.</summary>
internal sealed class ErrorList
{
    private readonly List<(Origin Origin, Func<Advisor, ErrorText> Word)> _errors = [];

    /// <summary>Whether there are any.</summary>
    public bool IsEmpty => _errors.Count == 0;

    /// <summary>How many there are so far.</summary>
    public int Count => _errors.Count;

    /// <summary>Adds an error.</summary>
    /// <param name="origin">Where it is.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="fix">What to do; null where the message says it or nobody knows.</param>
    /// <returns>False, for the caller to return.</returns>
    public bool Add(Origin origin, string message, string? fix = null) => Add(origin, new ErrorText(message, fix));

    /// <inheritdoc cref="Add(Origin, string, string?)"/>
    public bool Add(Origin origin, ErrorText text) => Add(origin, _ => text);

    /// <summary>Adds an error that is worded when the whole tree is known.</summary>
    public bool Add(Origin origin, Func<Advisor, ErrorText> word)
    {
        _errors.Add((origin, word));
        return false;
    }

    /// <summary>Throws all errors in the order of <see cref="Sorted"/>; none of them needs the tree.</summary>
    public void ThrowIfAny()
    {
        if (!IsEmpty) throw new ConfigurationException(Sorted(null!));
    }

    /// <summary>The errors in the order of the files, those of arguments after them.</summary>
    public IReadOnlyList<ConfigurationError> Sorted(Advisor advisor) =>
    [
        .. _errors.InOrder(error => error.Origin)
            .Select(error => (error.Origin, Text: error.Word(advisor)))
            .Select(error =>
                new ConfigurationError(error.Origin, error.Text.Message) { Fix = error.Text.Fix, Suggestions = error.Text.Suggestions }),
    ];
}
