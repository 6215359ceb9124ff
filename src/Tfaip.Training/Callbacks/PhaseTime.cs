namespace Tfaip.Training.Callbacks;

/// <summary>What a phase of a run did, and how long it took. Nothing done has the rates 0.</summary>
/// <param name="Phase">What it did: <see cref="Training"/>, <see cref="Evaluation"/> or <see cref="Prediction"/>.</param>
/// <param name="Batches">How many batches.</param>
/// <param name="Samples">How many samples they had.</param>
/// <param name="Duration">How long all of them took, with the reading of their samples.</param>
public sealed record PhaseTime(string Phase, long Batches, long Samples, TimeSpan Duration)
{
    /// <summary>Steps of the optimizer.</summary>
    public const string Training = "training";

    /// <summary>All evaluations of all sets.</summary>
    public const string Evaluation = "evaluation";

    /// <summary>Answers of the finished package to held-out samples.</summary>
    public const string Prediction = "prediction";

    /// <summary>Seconds in all.</summary>
    public double Seconds => Duration.TotalSeconds;

    /// <summary>Seconds for a batch.</summary>
    public double SecondsPerBatch => Batches == 0 ? 0 : Seconds / Batches;

    /// <summary>Seconds for a sample.</summary>
    public double SecondsPerSample => Samples == 0 ? 0 : Seconds / Samples;

    /// <summary>Samples in a second.</summary>
    public double SamplesPerSecond => Duration == TimeSpan.Zero ? 0 : Samples / Seconds;
}
