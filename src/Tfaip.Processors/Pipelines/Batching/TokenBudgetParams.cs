using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Batching;

/// <summary>
/// Batches that grow until one more sample would make them larger than a budget of tokens, padding included: samples times the
/// length of the longest. The order stays as it is. A sample that is longer than the budget is a batch of its own.
/// </summary>
[Variant("token_budget"), Description("Batches of as many samples as a number of tokens allows, padding included.")]
public sealed record TokenBudgetParams : BatchingParams
{
    /// <value>The input or target whose length is the number of its tokens. Default: none, it must be given.</value>
    [Description("The input or target whose length is the number of its tokens."), Required]
    public string Key { get; init; } = "";

    /// <value>
    /// The axis of a tensor that is its length, without the batch axis; from the end where it is negative. Texts and bytes have one
    /// length, a whole number is itself the length. Default: 0.
    /// </value>
    [Description("The axis of a tensor that is its length, without the batch axis."), Range(-8, 7)]
    public int Axis { get; init; }

    /// <value>The most tokens of a batch, padding included. Default: 4096.</value>
    [Description("The most tokens of a batch, padding included."), Range(1, int.MaxValue), Unit(UnitKind.Count)]
    public int MaxTokens { get; init; } = 4096;

    /// <value>The most samples of a batch. Default: null, any number.</value>
    [Description("The most samples of a batch; any number where it is not given."), Range(1, int.MaxValue)]
    public int? MaxSamples { get; init; }

    /// <inheritdoc/>
    public override Batcher Create(int batchSize, bool dropRemainder) => new TokenBudgetBatcher(this, batchSize, dropRemainder);
}
