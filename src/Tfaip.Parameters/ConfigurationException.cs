namespace Tfaip.Parameters;

/// <summary>What is wrong in a configuration: all errors that were found, each with its place.</summary>
public sealed class ConfigurationException : TfaipException
{
    /// <summary>Creates the exception for one error.</summary>
    public ConfigurationException(Origin origin, string message)
        : this([new ConfigurationError(origin, message)])
    {
    }

    /// <summary>Creates the exception for several errors, at least one.</summary>
    public ConfigurationException(IReadOnlyList<ConfigurationError> errors)
        : base(string.Join('\n', errors)) => Errors = errors;

    /// <summary>The errors, in the order in which they were found.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; }
}
