using System.ComponentModel.DataAnnotations;

namespace Tfaip.Processors.Text.Processing;

/// <summary>A regular expression, and what takes the place of what it matches.</summary>
public sealed record ReplaceRule
{
    /// <value>The regular expression, in .NET's syntax. Default: none, it must be given.</value>
    [Required]
    public string Pattern { get; init; } = "";

    /// <value>
    /// The replacement; <c>$1</c> or <c>${name}</c> is a group, <c>$$</c> a dollar sign. Without it matches are removed. Default:
    /// empty.
    /// </value>
    public string Replacement { get; init; } = "";

    /// <value>Whether capital and small letters are the same. Default: false.</value>
    public bool IgnoreCase { get; init; }
}
