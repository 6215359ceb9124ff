namespace Tfaip.Parameters.Hints;

/// <summary>What is said of an error.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Fix">What to do; null where that is not known.</param>
internal sealed record ErrorText(string Message, string? Fix = null)
{
    /// <summary>What was probably meant.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];
}
