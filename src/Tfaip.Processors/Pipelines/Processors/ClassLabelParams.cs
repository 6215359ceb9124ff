using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>
/// Makes the answer of a classifier of its scores. Gives the outputs <c>label</c>, <c>probability</c> (float32) and
/// <c>probabilities</c> (float32, one for each class).
/// </summary>
[Variant("class_label"), Description("Makes a classifier's answer of its scores: label, probability, probabilities.")]
public sealed record ClassLabelParams : ProcessorParams, IValidatable
{
    /// <value>The name of the output that holds the scores, one for each class. Default: none, it must be given.</value>
    [Description("The name of the output that holds the scores, one for each class."), Required]
    public string Key { get; init; } = "";

    /// <value>
    /// Whether the scores are logits, which softmax turns into probabilities. Default: false, they are probabilities.
    /// </value>
    [Description("Whether the scores are logits, which softmax turns into probabilities.")]
    public bool Softmax { get; init; }

    /// <value>The names of the classes in the order of their numbers. Default: none, the label is the number.</value>
    [Description("The names of the classes in the order of their numbers; without them the label is the number.")]
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <value>A file with the names of the classes, a line each, in place of <see cref="Labels"/>. Default: null.</value>
    [Description("A file with the names of the classes, a line each, in place of labels.")]
    public ResourceFile? LabelFile { get; init; }

    /// <value>Whether the scores stay among the outputs. Default: false.</value>
    [Description("Whether the scores stay among the outputs.")]
    public bool Keep { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new ClassLabelProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (LabelFile is not null && Labels.Count > 0) yield return (nameof(LabelFile), "give either labels or a file of them, and not both.");
    }
}
