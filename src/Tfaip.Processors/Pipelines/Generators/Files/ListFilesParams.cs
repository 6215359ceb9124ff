using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators.Combining;

namespace Tfaip.Processors.Pipelines.Generators.Files;

/// <summary>Samples from list files, one path a line, with targets from a second column or from files beside them.</summary>
/// <remarks>
/// The texts are in UTF-8. Blank lines and those that begin with <see cref="Comment"/> are left out. The input is the file's full
/// path; the target is a second column, or the text of a file beside it. Several lists follow one another, or are mixed in a
/// ratio.
/// </remarks>
[Variant("list_files")]
public sealed record ListFilesParams : GeneratorParams, IValidatable
{
    /// <value>
    /// The list files, with the wildcards <c>*</c>, <c>?</c> and <c>**</c> (any folders) at will. Default: none, at least one
    /// must be given.
    /// </value>
    [MinLength(1), RelativePath]
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <value>
    /// How often each list is drawn, relative to the others, such as <c>[3, 1]</c>; without it the lists follow one another.
    /// Default: none.
    /// </value>
    /// <remarks>The lists are mixed as by <see cref="MixParams"/>.</remarks>
    public IReadOnlyList<double> Ratios { get; init; } = [];

    /// <value>
    /// How many samples an epoch of mixed lists has; as many as the lists together where it is not given. Default: null.
    /// </value>
    [Range(1, int.MaxValue), Unit(UnitKind.Count)]
    public int? SamplesPerEpoch { get; init; }

    /// <value>
    /// The folder that the paths in the lists are relative to; the folder of each list where it is not given. Default: null.
    /// </value>
    [RelativePath]
    public string? Root { get; init; }

    /// <value>What a line begins with that is left out; empty for no such lines. Default: <c>#</c>.</value>
    public string Comment { get; init; } = "#";

    /// <value>Whether the target is the text after the first <see cref="Delimiter"/> of a line. Default: false.</value>
    public bool HasTargets { get; init; }

    /// <value>What stands between path and target. Default: a tab.</value>
    [Required(AllowEmptyStrings = true), MinLength(1)]
    public string Delimiter { get; init; } = "\t";

    /// <value>The ending of the file beside each file that holds its target, such as <c>.gt.txt</c>. Default: null, there are none.</value>
    public string? TargetSuffix { get; init; }

    /// <value>The name of the input that the path becomes. Default: image.</value>
    [Required]
    public string Input { get; init; } = "image";

    /// <value>The name of the target that the text becomes. Default: text.</value>
    [Required]
    public string Target { get; init; } = "text";

    /// <inheritdoc/>
    public override ISampleSource Open()
    {
        Rules.Check(this);
        if (Ratios.Count == 0)
            return ConcatSource.Of(SourceList.Open([.. Lists.SelectMany(list => PathPattern.Expand(list, "list file"))], OpenList));

        // Of a pattern with a ratio all lists together have it.
        return MixSource.Of(
            SourceList.Open(Lists, list => ConcatSource.Of(SourceList.Open(PathPattern.Expand(list, "list file"), OpenList))),
            Ratios,
            SamplesPerEpoch);
    }

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Ratios.Count > 0 && MixRatios.FindError(Ratios, Lists.Count, "list") is { } error) yield return (nameof(Ratios), error);
        if (Ratios.Count == 0 && SamplesPerEpoch is not null)
            yield return (nameof(SamplesPerEpoch), "only mixed lists have it; give ratios, or leave it out.");
        if (HasTargets && TargetSuffix is not null)
            yield return (nameof(TargetSuffix), "the target comes either from a second column or from another file; give has_targets or "
                + "target_suffix, and not both.");
    }

    private ListFileSource OpenList(string list) => new(list, this);
}
