using System.ComponentModel.DataAnnotations;

namespace Tfaip.Training.WarmStart;

/// <summary>A replacement in names.</summary>
public sealed record WeightRenameParams
{
    /// <value>A regular expression over a part of a name, such as <c>^encoder\.</c>.</value>
    [Required]
    public string From { get; init; } = "";

    /// <value>What each match becomes; $1 is the first group. Default: empty, matches are removed.</value>
    public string To { get; init; } = "";
}
