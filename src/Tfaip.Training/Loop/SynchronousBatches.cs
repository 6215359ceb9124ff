using Tfaip.Processors.Pipelines;
using Tfaip.Training.Profiling;

namespace Tfaip.Training.Loop;

/// <summary>
/// Reads batches on the calling thread. Training stays on one thread, because torch's dispose scopes and its no-gradient mode
/// belong to the thread; the pipeline's workers prepare the next batches meanwhile.
/// </summary>
internal static class SynchronousBatches
{
    /// <summary>The batches, one after the other; the pipeline ends with the enumeration.</summary>
    public static IEnumerable<Batch> Of(IAsyncEnumerable<Batch> batches)
    {
        var enumerator = batches.GetAsyncEnumerator();
        try
        {
            while (MoveNext(enumerator)) yield return enumerator.Current;
        }
        finally
        {
            var disposal = enumerator.DisposeAsync();
            if (!disposal.IsCompletedSuccessfully) disposal.AsTask().GetAwaiter().GetResult();
        }
    }

    private static bool MoveNext(IAsyncEnumerator<Batch> enumerator)
    {
        using var activity = TrainingActivities.Begin(TrainingActivities.Data);
        var next = enumerator.MoveNextAsync();
        return next.IsCompletedSuccessfully ? next.Result : next.AsTask().GetAwaiter().GetResult();
    }
}
