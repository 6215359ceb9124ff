using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Parameters;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Gives an input another shape with as many elements, in row-major order.</summary>
[Variant("reshape")]
public sealed record ReshapeParams : ProcessorParams
{
    /// <value>The name of the input. Default: none, it must be given.</value>
    [Description("The name of the input."), Required]
    public string Key { get; init; } = "";

    /// <value>The lengths of the axes, without the batch axis; one may be -1, which takes what is left. Default: none, it must be given.</value>
    [Description("The lengths of the axes, without the batch axis; one may be -1, which takes what is left."), MinLength(1)]
    public IReadOnlyList<int> Shape { get; init; } = [];

    /// <inheritdoc/>
    public override Processor Create() => new ReshapeProcessor(this);
}
