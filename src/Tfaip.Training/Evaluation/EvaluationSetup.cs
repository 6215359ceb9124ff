using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Evaluation;

/// <summary>What a <see cref="ModelEvaluator"/> works with.</summary>
internal sealed record EvaluationSetup
{
    /// <summary>The model whose losses and metrics measure.</summary>
    public required Model Model { get; init; }

    /// <summary>The data that says how samples are prepared.</summary>
    public required Data Data { get; init; }

    /// <summary>The samples; they stay the caller's.</summary>
    public required ISampleSource Source { get; init; }

    /// <summary>Puts batches onto the device.</summary>
    public required BatchConverter Converter { get; init; }

    /// <summary>The seed of the run.</summary>
    public required ulong Seed { get; init; }

    /// <value>Measures finished answers. Default: null, nothing does.</value>
    public Evaluator? Evaluator { get; init; }

    /// <value>What answers in the model's place. Default: null, the model itself.</value>
    public EvaluatedModel? Answers { get; init; }

    /// <value>Takes each finished sample. Default: null, nobody does.</value>
    public Action<Sample>? Finished { get; init; }

    /// <value>How many finished samples are wanted, the first ones. Default: null, all.</value>
    public int? FinishedLimit { get; init; }

    /// <value>Hears how many samples a batch had. Default: null, nobody does.</value>
    public Action<int>? Measured { get; init; }
}
