using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Files;

/// <summary>
/// Samples from files of any kind by their paths, in the order of the patterns, and of the paths (ordinal) within a pattern. The input is the file's full
/// path; the target is the text of a file beside it.
/// </summary>
[Variant("files"), Description("Samples from files by their paths, with targets from files beside them.")]
public sealed record FilesParams : GeneratorParams
{
    /// <value>Paths, with the wildcards <c>*</c>, <c>?</c> and <c>**</c> at will. Default: none, at least one must be given.</value>
    [Description("Paths, with the wildcards *, ? and ** (any folders) at will."), MinLength(1), RelativePath]
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <value>The ending of the file beside each file that holds its target, such as <c>.gt.txt</c>. Default: null, the samples have no target.</value>
    [Description("The ending of the file beside each file that holds its target, such as .gt.txt; without it the samples have no target.")]
    public string? TargetSuffix { get; init; }

    /// <value>The name of the input that the path becomes. Default: image.</value>
    [Description("The name of the input that the path becomes."), Required]
    public string Input { get; init; } = "image";

    /// <value>The name of the target that the text becomes. Default: text.</value>
    [Description("The name of the target that the text becomes."), Required]
    public string Target { get; init; } = "text";

    /// <inheritdoc/>
    public override ISampleSource Open() => new FilesSource(this);
}
