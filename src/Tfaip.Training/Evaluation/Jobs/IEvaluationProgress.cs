namespace Tfaip.Training.Evaluation.Jobs;

/// <summary>Hears how far an evaluation is. Disposed when it ends; more than once does no harm.</summary>
internal interface IEvaluationProgress : IDisposable
{
    /// <summary>A set of so many samples begins.</summary>
    void Begin(string set, long samples);

    /// <summary>So many more samples of it were measured.</summary>
    void Measured(int samples);
}
