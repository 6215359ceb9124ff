using Tfaip.Parameters;
using Tfaip.Parameters.Resources;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Makes numbers of labels, or labels of numbers.</summary>
/// <remarks>
/// A label becomes an int64 number; with a separator, a text of several labels becomes <c>int64[labels]</c>. The way back takes a
/// whole number, or with a separator a tensor of one axis.
/// </remarks>
[Variant("label_map")]
public sealed record LabelMapParams : ValueProcessorParams, IValidatable
{
    /// <value>The labels in the order of their numbers, from 0; they or a file must be given. Default: none.</value>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <value>A UTF-8 text file with one label a line, in the order of their numbers. Default: null.</value>
    public ResourceFile? LabelFile { get; init; }

    /// <value>What is made of what. Default: to_index.</value>
    public LabelDirection Direction { get; init; }

    /// <value>What stands between several labels of one text; without it a text is one label. Default: null.</value>
    /// <remarks>An empty text has no labels.</remarks>
    public string? Separator { get; init; }

    /// <value>What becomes of a label that is not among them. Default: error.</value>
    public UnknownLabel Unknown { get; init; }

    /// <value>The label that takes the place of unknown ones where they are replaced. Default: null.</value>
    public string? Replacement { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new LabelMapProcessor(this);

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) => Direction == LabelDirection.ToIndex
        ? CountsWith(before, LabelFile is { } file ? LineFile.Read(file, "label").Count : Labels.Count)
        : base.CountsAfter(before);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Labels.Count == 0 == LabelFile is null) yield return (nameof(Labels), "give either labels or a file with them, and not both.");
        if (Labels.GroupBy(label => label, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            yield return (nameof(Labels), $"the label '{twice.Key}' is there twice.");
        if (Separator is "") yield return (nameof(Separator), "the separator is empty.");
        if (Unknown == UnknownLabel.Replace == Replacement is null)
            yield return (nameof(Replacement), "give a replacement where unknown labels are replaced, and only there.");
        if (Replacement is not null && Labels.Count > 0 && !Labels.Contains(Replacement))
            yield return (nameof(Replacement), $"the replacement '{Replacement}' is not among the labels.");
        if (Direction == LabelDirection.ToLabel && Unknown != UnknownLabel.Error)
            yield return (nameof(Unknown), "a number that no label has is always an error; the parameter is for to_index.");
    }
}
