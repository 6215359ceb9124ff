namespace Tfaip.Processors.Parameters;

/// <summary>The errors of a tree, gathered so that all are reported at once.</summary>
internal sealed class ErrorList
{
    private readonly List<ConfigurationError> _errors = [];

    /// <summary>Adds an error.</summary>
    /// <returns>False, for the caller to return.</returns>
    public bool Add(Origin origin, string message)
    {
        _errors.Add(new(origin, message));
        return false;
    }

    /// <summary>Throws all errors in the order of the file, those of arguments after them.</summary>
    public void ThrowIfAny()
    {
        if (_errors.Count == 0) return;
        throw new ConfigurationException(
            [.. _errors.OrderBy(error => Place(error.Origin).Group).ThenBy(error => Place(error.Origin).Line).ThenBy(error => Place(error.Origin).Column)]);
    }

    private static (int Group, int Line, int Column) Place(Origin origin) => origin switch
    {
        FileOrigin file => (0, file.Line, file.Column),
        ArgumentOrigin argument => (1, argument.Position, 0),
        _ => (2, 0, 0),
    };
}
