using Tfaip.Processors.Pipelines;
using static TorchSharp.torch;

namespace Tfaip.Training.Loop;

/// <summary>
/// Seeds torch's random generators by what they are for, so that dropout and initial weights are pure functions of the run's
/// seed and the step, and no generator state need be saved.
/// </summary>
internal static class TorchSeed
{
    private const int InitialWeights = -1;
    private const int Training = -2;
    private const int Evaluation = -3;

    /// <summary>For the model's initial weights.</summary>
    public static void ForInitialWeights(ulong seed) => Set(seed, 0, InitialWeights);

    /// <summary>For a step.</summary>
    public static void ForStep(ulong seed, long step) => Set(seed, step, Training);

    /// <summary>For an evaluation: the same for each, so that they can be compared.</summary>
    public static void ForEvaluation(ulong seed) => Set(seed, 0, Evaluation);

    // Streams from 0 on belong to processors.
    private static void Set(ulong seed, long index, int stream) =>
        manual_seed((long)new SampleRandom(seed, 0, index, stream).NextUInt64()).Dispose();
}
