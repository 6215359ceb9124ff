using Tfaip.Processors.Samples;

namespace Tfaip.Training.Callbacks;

/// <summary>A held-out sample that was predicted from the finished package.</summary>
/// <param name="Index">Its number in the evaluation split, from 0.</param>
/// <param name="Sample">The raw sample, with the package's answer as outputs.</param>
public sealed record SamplePredicted(int Index, Sample Sample) : RunEvent
{
    /// <value>How long it took to read and to answer. Default: zero.</value>
    public TimeSpan Duration { get; init; }
}
