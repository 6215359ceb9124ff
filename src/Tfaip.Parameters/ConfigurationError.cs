namespace Tfaip.Parameters;

/// <summary>One error of a configuration.</summary>
/// <param name="Origin">Where it is.</param>
/// <param name="Message">What is wrong, without the place.</param>
public sealed record ConfigurationError(Origin Origin, string Message)
{
    /// <summary>What to do about it, in whole sentences; null where it follows from the message.</summary>
    public string? Fix { get; init; }

    /// <summary>
    /// What was probably meant, the likeliest first: the path of a parameter for a key, the name for a variant or a choice. Empty
    /// where nothing is near.
    /// </summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Fix is null ? $"{Origin}: {Message}" : $"{Origin}: {Message} {Fix}";
}
