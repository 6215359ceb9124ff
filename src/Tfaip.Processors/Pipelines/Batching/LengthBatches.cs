namespace Tfaip.Processors.Pipelines.Batching;

/// <summary>Plans batches of samples whose lengths are known beforehand: for a <see cref="BatchedSource"/>.</summary>
public static class LengthBatches
{
    /// <summary>
    /// Sorts the samples by their length and cuts them into batches, each as large as a budget of tokens allows, padding included:
    /// samples times the length of the longest. A sample that is longer than the budget is a batch of its own.
    /// </summary>
    /// <param name="lengths">The length of each sample.</param>
    /// <param name="maxTokens">The most tokens of a batch.</param>
    /// <param name="maxSamples">The most samples of a batch.</param>
    /// <returns>The indices of each batch: batches from short to long, within a batch by length, then by index.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Plan(IReadOnlyList<int> lengths, long maxTokens, int maxSamples = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSamples, 1);
        var batches = new List<IReadOnlyList<int>>();
        var batch = new List<int>();
        foreach (var index in Enumerable.Range(0, lengths.Count).OrderBy(index => lengths[index]))
        {
            // In ascending order the newest is the longest.
            if (batch.Count > 0 && ((batch.Count + 1L) * lengths[index] > maxTokens || batch.Count == maxSamples))
            {
                batches.Add(batch);
                batch = [];
            }

            batch.Add(index);
        }

        if (batch.Count > 0) batches.Add(batch);
        return batches;
    }
}
