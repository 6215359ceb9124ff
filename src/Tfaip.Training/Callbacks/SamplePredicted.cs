using Tfaip.Processors.Samples;

namespace Tfaip.Training.Callbacks;

/// <summary>A held-out sample that was predicted: from the finished package, or by the model of a run that was interrupted.</summary>
/// <param name="Index">Its number in the evaluation split, from 0.</param>
/// <param name="Sample">The sample as the graph sees it, with the answer as outputs.</param>
public sealed record SamplePredicted(int Index, Sample Sample) : RunEvent
{
    /// <value>The sample as the source gave it: the photo, the sentence. Default: null, there is none but <see cref="Sample"/>.</value>
    public Sample? Raw { get; init; }

    /// <value>How long it took to read and to answer. Default: zero.</value>
    public TimeSpan Duration { get; init; }
}
