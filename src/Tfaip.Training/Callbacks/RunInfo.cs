using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.WarmStart;

namespace Tfaip.Training.Callbacks;

/// <summary>What is known of a run when training begins.</summary>
public sealed record RunInfo
{
    /// <summary>The full path of the run directory.</summary>
    public required string RunDirectory { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The parameters as they were bound.</summary>
    public required IRunParams Parameters { get; init; }

    /// <summary>The resolved parameter tree, as <c>config.yaml</c> of the run directory has it.</summary>
    public required string ConfigYaml { get; init; }

    /// <summary>The device that was chosen, such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public required string Device { get; init; }

    /// <summary>How many numbers the model learns.</summary>
    public required long TrainableParameters { get; init; }

    /// <summary>How many numbers the model's parameters have, frozen ones included.</summary>
    public required long TotalParameters { get; init; }

    /// <summary>Samples to learn from.</summary>
    public required int TrainingSamples { get; init; }

    /// <summary>Samples to measure with; 0 where there are none.</summary>
    public required int EvaluationSamples { get; init; }

    /// <summary>Epochs in all.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps of an epoch, or about so many.</summary>
    public required int StepsPerEpoch { get; init; }

    /// <value>
    /// Whether every epoch has so many steps. Default: true; false where batches depend on what is in the samples, and their number
    /// was estimated.
    /// </value>
    public bool AreStepsExact { get; init; } = true;

    /// <summary>The metric that decides which checkpoint is the best.</summary>
    public required Model.Monitor Monitor { get; init; }

    /// <value>The modules of the model with their parameters, the model itself first. Default: none.</value>
    public IReadOnlyList<ModelLayer> Layers { get; init; } = [];

    /// <value>Steps that were done before, where the run goes on after an interruption. Default: null, a new run.</value>
    public long? ResumedAtStep { get; init; }

    /// <value>
    /// The last step whose reports stand, where the run goes on after an interruption: one that is still to be evaluated reports that
    /// evaluation again. Default: null, a new run.
    /// </value>
    public long? ReportedStep { get; init; }

    /// <value>
    /// Epochs that were complete before; what was reported of later ones comes again, with the same values. Default: 0, a new run.
    /// </value>
    public int CompletedEpochs { get; init; }

    /// <value>
    /// Why a callback had stopped training, where the run goes on from the checkpoint of that stop. Default: null, none had.
    /// </value>
    public string? StopReason { get; init; }

    /// <value>The weights that the run begins with. Default: null, random ones, or those of the checkpoint that it goes on from.</value>
    public WarmStartReport? WarmStart { get; init; }

    /// <value>What makes no sense in the configuration for a run of this length, as sentences. Default: nothing.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
