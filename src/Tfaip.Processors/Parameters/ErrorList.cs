namespace Tfaip.Processors.Parameters;

/// <summary>The errors of a tree, gathered so that all are reported at once.</summary>
internal sealed class ErrorList
{
    private readonly List<ConfigurationError> _errors = [];

    /// <summary>How many there are so far.</summary>
    public int Count => _errors.Count;

    /// <summary>Adds an error.</summary>
    /// <returns>False, for the caller to return.</returns>
    public bool Add(Origin origin, string message)
    {
        _errors.Add(new(origin, message));
        return false;
    }

    /// <summary>Throws all errors in the order of <see cref="Sorted"/>.</summary>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0) throw new ConfigurationException(Sorted());
    }

    /// <summary>The errors in the order of the files, those of arguments after them.</summary>
    public IReadOnlyList<ConfigurationError> Sorted()
    {
        var files = _errors.Select(error => FileOf(error.Origin)).Distinct().ToList();
        return
        [
            .. _errors
                .OrderBy(error => Place(error.Origin).Group)
                .ThenBy(error => files.IndexOf(FileOf(error.Origin)))
                .ThenBy(error => Place(error.Origin).Line)
                .ThenBy(error => Place(error.Origin).Column),
        ];
    }

    private static string? FileOf(Origin origin) => origin switch
    {
        FileOrigin file => file.File,
        InterpolatedOrigin { At: var at } => FileOf(at),
        _ => null,
    };

    private static (int Group, int Line, int Column) Place(Origin origin) => origin switch
    {
        FileOrigin file => (0, file.Line, file.Column),
        ArgumentOrigin argument => (1, argument.Position, 0),
        InterpolatedOrigin { At: var at } => Place(at),
        _ => (2, 0, 0),
    };
}
