using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>
/// Which samples make the batches of an epoch that can be read from anywhere: those of equal size, and those that the source makes.
/// </summary>
internal sealed class EpochOrder
{
    private readonly int _count;
    private readonly int _batchSize;
    private readonly bool _isShuffled;
    private readonly List<IReadOnlyList<int>>? _made;

    /// <summary>Creates the order.</summary>
    /// <param name="source">The source.</param>
    /// <param name="parameters">How samples become batches.</param>
    /// <param name="mode">What for.</param>
    public EpochOrder(ISampleSource source, PipelineParams parameters, PipelineMode mode)
    {
        _batchSize = parameters.BatchSize;
        _isShuffled = parameters.Shuffle && mode == PipelineMode.Training;
        _count = Math.Min(source.Count, parameters.Limit ?? int.MaxValue);
        _made = source is IBatchedSource batched ? Cut(batched.Batches, parameters.Limit ?? int.MaxValue) : null;
        Batches = _made?.Count ?? (parameters.DropRemainder && mode == PipelineMode.Training
            ? _count / _batchSize
            : (int)(((long)_count + _batchSize - 1) / _batchSize));
    }

    /// <summary>How many samples the source gives, repetitions in its batches not counted.</summary>
    public int Count => _count;

    /// <summary>Whether batches have the batch size, but for the last one; else the source makes them.</summary>
    public bool HasEqualBatches => _made is null;

    /// <summary>How many batches there are.</summary>
    public int Batches { get; }

    /// <summary>The order of an epoch: gives the indices of a batch, or of any other piece.</summary>
    public Epoch Of(EpochSeed seed) =>
        new(this, _isShuffled ? new IndexPermutation(_made?.Count ?? _count, seed.Seed, seed.Epoch) : null);

    private static List<IReadOnlyList<int>> Cut(IReadOnlyList<IReadOnlyList<int>> batches, int limit)
    {
        var cut = new List<IReadOnlyList<int>>();
        foreach (var batch in batches)
        {
            if (limit == 0) break;
            cut.Add(batch.Count <= limit ? batch : [.. batch.Take(limit)]);
            limit -= cut[^1].Count;
        }

        return cut;
    }

    /// <summary>The order of one epoch.</summary>
    public readonly struct Epoch(EpochOrder order, IndexPermutation? permutation)
    {
        /// <summary>The indices of a batch.</summary>
        public IReadOnlyList<int> Batch(int number) => order._made is { } made
            ? made[permutation is null ? number : permutation[number]]
            : Places((long)number * order._batchSize, order._batchSize);

        /// <summary>The indices of all samples, in pieces.</summary>
        public IEnumerable<IReadOnlyList<int>> Pieces(PieceSize size) => Pieces(size, order._count);

        /// <summary>The indices of the first samples, in pieces.</summary>
        public IEnumerable<IReadOnlyList<int>> Pieces(PieceSize size, int count)
        {
            for (var start = 0L; start < count;)
            {
                var piece = Places(start, (int)Math.Min(size.Current, count - start));
                start += piece.Length;
                yield return piece;
            }
        }

        private int[] Places(long start, int size)
        {
            var indices = new int[(int)Math.Min(size, order._count - start)];
            for (var i = 0; i < indices.Length; i++)
            {
                var place = (int)start + i;
                indices[i] = permutation is null ? place : permutation[place];
            }

            return indices;
        }
    }
}
