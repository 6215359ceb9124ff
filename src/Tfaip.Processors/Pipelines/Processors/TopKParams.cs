using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>The k largest elements of a tensor of one axis in descending order: values and indices.</summary>
/// <remarks>Of equal ones the first comes first. The values are float32 and their indices int64, <c>[k]</c> both.</remarks>
[Variant("top_k")]
public sealed record TopKParams : ProcessorParams, IValidatable
{
    /// <value>The name of the value. Default: none, it must be given.</value>
    [Required]
    public string Key { get; init; } = "";

    /// <value>The side of the sample that the value and the results stand on. Default: outputs.</value>
    public SampleSide Side { get; init; } = SampleSide.Outputs;

    /// <value>How many elements are taken. Default: 5.</value>
    [Range(1, int.MaxValue)]
    public int K { get; init; } = 5;

    /// <value>The name that the largest elements get. Default: top_values.</value>
    [Required]
    public string Values { get; init; } = "top_values";

    /// <value>The name that their indices get. Default: top_indices.</value>
    [Required]
    public string Indices { get; init; } = "top_indices";

    /// <inheritdoc/>
    public override Processor Create() => new TopKProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Values == Indices) yield return (nameof(Indices), $"the values and the indices would both be named '{Values}'.");
    }
}
