using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Generators.Images;

/// <summary>Samples from image files, of a folder or of a list.</summary>
/// <remarks>
/// The input is the file's full path, which <c>load_image</c> reads; the files are in the order of their paths (ordinal) or of
/// the list.
/// </remarks>
[Variant("image_files")]
public sealed record ImageFilesParams : GeneratorParams, IValidatable
{
    /// <value>The folder of the files; either it or the list must be given. Default: null.</value>
    [RelativePath]
    public string? Folder { get; init; }

    /// <value>A text file with one path a line, relative to itself. Default: null.</value>
    [RelativePath]
    public string? List { get; init; }

    /// <value>Whether the folders within the folder are searched too; hidden files and folders never are. Default: true.</value>
    public bool Recursive { get; init; } = true;

    /// <value>
    /// The endings of the files that are taken from the folder, in any case. Default: .png, .jpg, .jpeg, .bmp, .gif, .webp.
    /// </value>
    [MinLength(1)]
    public IReadOnlyList<string> Extensions { get; init; } = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];

    /// <value>Where the label comes from. Default: none.</value>
    public ImageLabelSource LabelFrom { get; init; } = ImageLabelSource.None;

    /// <value>
    /// For labels from file names: a regular expression over the name without its ending; its first group is the label. Default:
    /// <c>^([^-]+)-</c>, the part before the first hyphen.
    /// </value>
    [Required]
    public string LabelPattern { get; init; } = "^([^-]+)-";

    /// <value>
    /// The labels in the order of their numbers; then the target is the number, else the label's text. Default: none, the target
    /// is the label's text.
    /// </value>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <value>The name of the input that the path becomes. Default: image.</value>
    [Required]
    public string Input { get; init; } = "image";

    /// <value>The name of the target that the label becomes. Default: label.</value>
    [Required]
    public string Target { get; init; } = "label";

    /// <inheritdoc/>
    public override ISampleSource Open() => new ImageFilesSource(this);

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> Counts() =>
        LabelFrom == ImageLabelSource.None || Classes.Count == 0 ? [] : [new ValueCount(SampleSide.Targets, Target, Classes.Count)];

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Folder is null == List is null) yield return (nameof(Folder), "give either a folder or a list, and not both.");
        if (Classes.Distinct(StringComparer.Ordinal).Count() < Classes.Count)
        {
            var twice = Classes.GroupBy(name => name, StringComparer.Ordinal).First(group => group.Count() > 1).Key;
            yield return (nameof(Classes), $"the class '{twice}' is there twice.");
        }

        if (LabelFrom == ImageLabelSource.FileName && ImageLabels.FindError(LabelPattern) is { } error)
        {
            yield return (nameof(LabelPattern), error);
        }
    }
}
