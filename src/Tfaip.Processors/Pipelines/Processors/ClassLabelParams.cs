using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Makes a classifier's answer of its scores: label, probability, probabilities.</summary>
/// <remarks>
/// The outputs <c>label</c>, <c>probability</c> (float32) and <c>probabilities</c> (float32, one for each class).
/// </remarks>
[Variant("class_label")]
public sealed record ClassLabelParams : ProcessorParams, IValidatable
{
    /// <value>The name of the output that holds the scores, one for each class. Default: none, it must be given.</value>
    [Required]
    public string Key { get; init; } = "";

    /// <value>
    /// Whether the scores are logits, which softmax turns into probabilities. Default: false, they are probabilities.
    /// </value>
    public bool Softmax { get; init; }

    /// <value>
    /// The names of the classes in the order of their numbers; without them the label is the number. Default: none.
    /// </value>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <value>A file with the names of the classes, a line each, in place of <see cref="Labels"/>. Default: null.</value>
    public ResourceFile? LabelFile { get; init; }

    /// <value>Whether the scores stay among the outputs. Default: false.</value>
    public bool Keep { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new ClassLabelProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (LabelFile is not null && Labels.Count > 0)
            yield return (nameof(LabelFile), "give either labels or a file of them, and not both.");
    }
}
