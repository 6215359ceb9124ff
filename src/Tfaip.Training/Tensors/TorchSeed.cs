using Tfaip.Processors.Pipelines;
using static TorchSharp.torch;

namespace Tfaip.Training.Tensors;

/// <summary>
/// Seeds torch's random generators by what they are for, so that dropout and initial weights are pure functions of the run's
/// seed and the place in the run, and no generator state need be saved.
/// </summary>
internal static class TorchSeed
{
    private const int InitialWeights = -1;
    private const int Training = -2;
    private const int Evaluation = -3;

    /// <summary>For the model's initial weights.</summary>
    public static void ForInitialWeights(ulong seed) => Set(seed, 0, 0, InitialWeights);

    /// <summary>For learning from a batch.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="batch">The batch in the epoch, from 0.</param>
    public static void ForBatch(ulong seed, int epoch, int batch) => Set(seed, epoch, batch, Training);

    /// <summary>For an evaluation: the same for each, so that they can be compared.</summary>
    public static void ForEvaluation(ulong seed) => Set(seed, 0, 0, Evaluation);

    // Streams from 0 on belong to processors.
    private static void Set(ulong seed, int epoch, long index, int stream) =>
        manual_seed((long)new SampleRandom(seed, epoch, index, stream).NextUInt64()).Dispose();
}
