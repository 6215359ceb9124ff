using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

/// <summary>Replaces parts of a text by regular expressions, one rule after the other.</summary>
/// <remarks>
/// Each rule works on the result of the one before. The time is linear in the length of the text, since expressions are matched
/// without backtracking; those that need it (lookarounds, backreferences) are allowed with <c>backtracking</c>, under a time
/// limit.
/// </remarks>
[Variant("replace_text")]
public sealed record ReplaceTextParams : TextProcessorParams, IValidatable
{
    /// <value>The rules, in their order. Default: none, they must be given.</value>
    [MinLength(1)]
    public IReadOnlyList<ReplaceRule> Rules { get; init; } = [];

    /// <value>Whether expressions may look around and refer back, which can take long. Default: false.</value>
    public bool Backtracking { get; init; }

    /// <value>The time that a rule may take for one text. Default: 1s.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override Processor Create() => new ReplaceTextProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Rules.Count == 0) yield return (nameof(Rules), "give at least one rule.");
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromDays(1))
            yield return (nameof(Timeout), "the time is more than 0 and at most a day.");
        for (var i = 0; i < Rules.Count; i++)
        {
            if (ReplaceTextProcessor.FindError(Rules[i], Backtracking) is { } error) yield return (nameof(Rules), $"rule {i}: {error}");
        }
    }
}
