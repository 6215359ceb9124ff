using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Generators.Images;

/// <summary>
/// Samples from image files, of a folder or of a list. The input is the file's full path, which <c>load_image</c> reads; the
/// files are in the order of their paths (ordinal) or of the list.
/// </summary>
[Variant("image_files"), Description("Samples from image files, of a folder or of a list.")]
public sealed record ImageFilesParams : GeneratorParams, IValidatable
{
    /// <value>The folder of the files. Default: null; either the folder or the list must be given.</value>
    [Description("The folder of the files; either it or the list must be given."), RelativePath]
    public string? Folder { get; init; }

    /// <value>A text file with one path a line, relative to itself. Default: null.</value>
    [Description("A text file with one path a line, relative to itself."), RelativePath]
    public string? List { get; init; }

    /// <value>Whether the folders within the folder are searched too; hidden files and folders never are. Default: true.</value>
    [Description("Whether the folders within the folder are searched too.")]
    public bool Recursive { get; init; } = true;

    /// <value>
    /// The endings of the files that are taken from the folder, in any case. Default: .png, .jpg, .jpeg, .bmp, .gif, .webp.
    /// </value>
    [Description("The endings of the files that are taken from the folder."), MinLength(1)]
    public IReadOnlyList<string> Extensions { get; init; } = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];

    /// <value>Where the label comes from. Default: none.</value>
    [Description("Where the label comes from.")]
    public ImageLabelSource LabelFrom { get; init; } = ImageLabelSource.None;

    /// <value>
    /// For labels from file names: a regular expression over the name without its ending; its first group is the label. Default:
    /// <c>^([^-]+)-</c>, the part before the first hyphen.
    /// </value>
    [Description("For labels from file names: a regular expression over the name without its ending; its first group is the label.")]
    [Required]
    public string LabelPattern { get; init; } = "^([^-]+)-";

    /// <value>
    /// The labels in the order of their numbers; then the target is the int64 number. Default: none, the target is the label's
    /// text.
    /// </value>
    [Description("The labels in the order of their numbers; then the target is the number, else the label's text.")]
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <value>The name of the input that the path becomes. Default: image.</value>
    [Description("The name of the input that the path becomes."), Required]
    public string Input { get; init; } = "image";

    /// <value>The name of the target that the label becomes. Default: label.</value>
    [Description("The name of the target that the label becomes."), Required]
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
