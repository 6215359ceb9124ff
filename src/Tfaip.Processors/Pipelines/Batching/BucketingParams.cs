using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Batching;

/// <summary>Batches of samples of similar length, so that little is padded.</summary>
/// <remarks>
/// Each sample goes to the bucket of its length, and a bucket that has enough samples becomes a batch. What is left at the end of
/// the epoch follows, the shortest bucket first.
/// </remarks>
[Variant("bucketing")]
public sealed record BucketingParams : BatchingParams, IValidatable
{
    /// <value>The input or target whose length counts. Default: none, it must be given.</value>
    [Required]
    public string Key { get; init; } = "";

    /// <value>
    /// The axis of a tensor that is its length, without the batch axis; negative numbers count from the last one. Texts and bytes
    /// have one length, a whole number is itself the length. Default: 0.
    /// </value>
    [Range(-8, 7)]
    public int Axis { get; init; }

    /// <value>
    /// The largest length of each bucket, in ascending order; one more bucket takes what is longer. Default: none, they must be given.
    /// </value>
    [MinLength(1)]
    public IReadOnlyList<int> Boundaries { get; init; } = [];

    /// <value>
    /// The batch size of each bucket; by default <c>batch_size</c> for the longest, and as many elements in a batch of shorter
    /// ones. Default: null.
    /// </value>
    /// <remarks>
    /// There is one more than there are boundaries. By default a bucket that ends at b, with the last one ending at B, has max(1,
    /// floor(batch_size * B / b)).
    /// </remarks>
    public IReadOnlyList<int>? BatchSizes { get; init; }

    /// <inheritdoc/>
    public override Batcher Create(int batchSize, bool dropRemainder) => new BucketBatcher(this, batchSize, dropRemainder);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Boundaries.Count == 0 || Boundaries[0] < 1 || Boundaries.Zip(Boundaries.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            yield return (nameof(Boundaries), $"the boundaries {Text(Boundaries)} must be at least one, 1 or more, each larger than the "
                + "one before.");
        }

        if (BatchSizes is { } sizes && (sizes.Count != Boundaries.Count + 1 || sizes.Any(size => size < 1)))
        {
            yield return (nameof(BatchSizes), string.Create(
                CultureInfo.InvariantCulture,
                $"the batch sizes {Text(sizes)} must be {Boundaries.Count + 1}, one for each bucket, each 1 or more: the "
                + $"{Boundaries.Count} boundaries make one bucket more than they are."));
        }
    }

    private static string Text(IReadOnlyList<int> numbers) => $"[{string.Join(", ", numbers)}]";
}
