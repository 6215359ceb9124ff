using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Files;

/// <summary>Samples from files by their paths, with targets from files beside them.</summary>
/// <remarks>
/// In the order of the patterns, and of the paths (ordinal) within a pattern. The input is the file's full path; the target is
/// the text of a file beside it.
/// </remarks>
[Variant("files")]
public sealed record FilesParams : GeneratorParams
{
    /// <value>
    /// Paths, with the wildcards <c>*</c>, <c>?</c> and <c>**</c> (any folders) at will. Default: none, at least one must be
    /// given.
    /// </value>
    [MinLength(1), RelativePath]
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <value>
    /// The ending of the file beside each file that holds its target, such as .gt.txt; without it the samples have no target.
    /// Default: null.
    /// </value>
    public string? TargetSuffix { get; init; }

    /// <value>The name of the input that the path becomes. Default: image.</value>
    [Required]
    public string Input { get; init; } = "image";

    /// <value>The name of the target that the text becomes. Default: text.</value>
    [Required]
    public string Target { get; init; } = "text";

    /// <inheritdoc/>
    public override ISampleSource Open() => new FilesSource(this);
}
