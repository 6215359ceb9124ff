using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Batching;

/// <summary>Batches within a budget of tokens.</summary>
internal sealed class TokenBudgetBatcher(TokenBudgetParams parameters, int batchSize, bool dropRemainder) : Batcher
{
    public override IEnumerable<IReadOnlyList<Sample>> Batch(IEnumerable<Sample> samples)
    {
        var batch = new List<Sample>();
        var longest = 0L;
        foreach (var sample in samples)
        {
            var length = ValueLength.Of(sample, parameters.Key, parameters.Axis, "token_budget");
            if (batch.Count > 0 && IsFull(batch.Count + 1, Math.Max(longest, length)))
            {
                yield return batch;
                (batch, longest) = ([], 0);
            }

            batch.Add(sample);
            longest = Math.Max(longest, length);
        }

        // Whether the last one is full cannot be known: no sample is left that might have fitted.
        if (batch.Count > 0 && !dropRemainder) yield return batch;
    }

    public override long EstimateBatches(long samples) => new SizeBatcher(batchSize, dropRemainder).EstimateBatches(samples);

    private bool IsFull(int count, long longest) => count * longest > parameters.MaxTokens || count > parameters.MaxSamples;
}
