using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Batching;

/// <summary>Batches of as many samples as a number of tokens allows, padding included.</summary>
/// <remarks>
/// They grow until one more sample would make them larger than that: samples times the length of the longest. The order stays as
/// it is. A sample that is longer than the budget is a batch of its own.
/// </remarks>
[Variant("token_budget")]
public sealed record TokenBudgetParams : BatchingParams
{
    /// <value>The input or target whose length is the number of its tokens. Default: none, it must be given.</value>
    [Required]
    public string Key { get; init; } = "";

    /// <value>
    /// The axis of a tensor that is its length, without the batch axis; negative numbers count from the last one. Texts and bytes
    /// have one length, a whole number is itself the length. Default: 0.
    /// </value>
    [Range(-8, 7)]
    public int Axis { get; init; }

    /// <value>The most tokens of a batch, padding included. Default: 4096.</value>
    [Range(1, int.MaxValue), Unit(UnitKind.Count)]
    public int MaxTokens { get; init; } = 4096;

    /// <value>The most samples of a batch; any number where it is not given. Default: null.</value>
    [Range(1, int.MaxValue)]
    public int? MaxSamples { get; init; }

    /// <inheritdoc/>
    public override Batcher Create(int batchSize, bool dropRemainder) => new TokenBudgetBatcher(this, batchSize, dropRemainder);
}
