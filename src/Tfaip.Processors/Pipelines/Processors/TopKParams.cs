using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>The k largest elements of a tensor of one axis in descending order, of equal ones the first first: the values in float32 and their indices in int64, <c>[k]</c> both.</summary>
[Variant("top_k"), Description("The k largest elements of a tensor of one axis in descending order: values and indices.")]
public sealed record TopKParams : ProcessorParams, IValidatable
{
    /// <value>The name of the value. Default: none, it must be given.</value>
    [Description("The name of the value."), Required]
    public string Key { get; init; } = "";

    /// <value>The side of the sample that the value and the results stand on. Default: outputs.</value>
    [Description("The side of the sample that the value and the results stand on.")]
    public SampleSide Side { get; init; } = SampleSide.Outputs;

    /// <value>How many elements are taken. Default: 5.</value>
    [Description("How many elements are taken."), Range(1, int.MaxValue)]
    public int K { get; init; } = 5;

    /// <value>The name that the largest elements get. Default: top_values.</value>
    [Description("The name that the largest elements get."), Required]
    public string Values { get; init; } = "top_values";

    /// <value>The name that their indices get. Default: top_indices.</value>
    [Description("The name that their indices get."), Required]
    public string Indices { get; init; } = "top_indices";

    /// <inheritdoc/>
    public override Processor Create() => new TopKProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Values == Indices) yield return (nameof(Indices), $"the values and the indices would both be named '{Values}'.");
    }
}
