using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Batching;

/// <summary>
/// Batches of samples of similar length: each sample goes to the bucket of its length, and a bucket that has enough samples becomes
/// a batch. What is left at the end of the epoch follows, the shortest bucket first.
/// </summary>
[Variant("bucketing"), Description("Batches of samples of similar length, so that little is padded.")]
public sealed record BucketingParams : BatchingParams, IValidatable
{
    /// <value>The input or target whose length counts. Default: none, it must be given.</value>
    [Description("The input or target whose length counts."), Required]
    public string Key { get; init; } = "";

    /// <value>
    /// The axis of a tensor that is its length, without the batch axis; from the end where it is negative. Texts and bytes have one
    /// length, a whole number is itself the length. Default: 0.
    /// </value>
    [Description("The axis of a tensor that is its length, without the batch axis."), Range(-8, 7)]
    public int Axis { get; init; }

    /// <value>
    /// The largest length of each bucket, in ascending order; one more bucket takes what is longer. Default: none, they must be given.
    /// </value>
    [Description("The largest length of each bucket, in ascending order; one more bucket takes what is longer."), MinLength(1)]
    public IReadOnlyList<int> Boundaries { get; init; } = [];

    /// <value>
    /// The batch size of each bucket, one more than there are boundaries. Default: null. Then <c>batch_size</c> holds for the longest
    /// samples, and a bucket that ends at b, with the last one ending at B, has max(1, floor(batch_size * B / b)): about as many
    /// elements in each batch.
    /// </value>
    [Description("The batch size of each bucket; by default batch_size for the longest, and as many elements in a batch of shorter ones.")]
    public IReadOnlyList<int>? BatchSizes { get; init; }

    /// <inheritdoc/>
    public override Batcher Create(int batchSize, bool dropRemainder) => new BucketBatcher(this, batchSize, dropRemainder);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Boundaries.Count == 0 || Boundaries[0] < 1 || Boundaries.Zip(Boundaries.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            yield return (nameof(Boundaries), $"the boundaries {Text(Boundaries)} must be at least one, 1 or more, each larger than the one before.");
        }

        if (BatchSizes is { } sizes && (sizes.Count != Boundaries.Count + 1 || sizes.Any(size => size < 1)))
        {
            yield return (nameof(BatchSizes), string.Create(
                CultureInfo.InvariantCulture,
                $"the batch sizes {Text(sizes)} must be {Boundaries.Count + 1}, one for each bucket, each 1 or more: the {Boundaries.Count} boundaries make one bucket more than they are."));
        }
    }

    private static string Text(IReadOnlyList<int> numbers) => $"[{string.Join(", ", numbers)}]";
}
