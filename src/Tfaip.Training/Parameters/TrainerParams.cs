using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;
using Tfaip.Training.Optimization.Averaging;
using Tfaip.Training.Optimization.Gradients;
using Tfaip.Training.Optimization.Groups;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Optimization.Schedules;
using Tfaip.Training.WarmStart;

namespace Tfaip.Training.Parameters;

/// <summary>How a model is trained: the node <c>trainer</c> of the tree.</summary>
public sealed record TrainerParams : IValidatable
{
    /// <value>How many epochs there are in all. Default: 10.</value>
    /// <remarks>An epoch sees every training sample once, unless <see cref="SamplesPerEpoch"/> says otherwise.</remarks>
    [Range(1, int.MaxValue)]
    public int Epochs { get; init; } = 10;

    /// <value>
    /// Samples of an epoch; the next epoch goes on in the data where it ended. By default an epoch is one pass. Default: null.
    /// </value>
    /// <remarks>An epoch ends with the batch with which it has so many samples.</remarks>
    [Range(1L, long.MaxValue), Unit(UnitKind.Count)]
    public long? SamplesPerEpoch { get; init; }

    /// <value>
    /// How many batches make one optimizer step, with the gradients of one batch of all their samples. Default: 1.
    /// </value>
    [Range(1, int.MaxValue)]
    public int Accumulate { get; init; } = 1;

    /// <value>What turns gradients into steps. Default: adam at a learning rate of 1e-3.</value>
    public OptimizerParams Optimizer { get; init; } = new AdamParams();

    /// <value>How the learning rate changes over the run. Default: constant.</value>
    public ScheduleParams Schedule { get; init; } = new ConstantScheduleParams();

    /// <value>How gradients are kept small. Default: not at all.</value>
    public ClippingParams Clipping { get; init; } = new();

    /// <value>
    /// Parameters that are trained with another learning rate or weight decay than the rest; the first that matches counts.
    /// Default: none.
    /// </value>
    public IReadOnlyList<ParameterGroupParams> ParameterGroups { get; init; } = [];

    /// <value>
    /// Parameters and buffers that stay as they are, as regular expressions over whole names, such as '<c>encoder\..*</c>'.
    /// Default: nothing.
    /// </value>
    /// <remarks>
    /// A module with a buffer among them, such as a batch normalisation with its statistics, computes as in evaluation.
    /// </remarks>
    public IReadOnlyList<string> Freeze { get; init; } = [];

    /// <value>An average of the weights, which evaluation and export use in their place. Default: null, the weights themselves.</value>
    public AveragingParams? Averaging { get; init; }

    /// <value>Punishes losses that change fast with an input. Default: null, not at all.</value>
    public InputGradientParams? InputGradient { get; init; }

    /// <value>Weights of an earlier run to begin with, in place of random ones. Default: null.</value>
    public WarmStartParams? WarmStart { get; init; }

    /// <value>When the model is measured on the evaluation sets. Default: after every epoch.</value>
    public EvaluationParams Evaluation { get; init; } = new();

    /// <value>When training ends before its last epoch. Default: null, never.</value>
    public EarlyStoppingParams? EarlyStopping { get; init; }

    /// <value>When checkpoints are written and which are kept. Default: after every epoch, the newest alone.</value>
    public CheckpointParams Checkpoint { get; init; } = new();

    /// <value>Whether the model's metrics are gathered over the training batches too. Default: true.</value>
    public bool TrainingMetrics { get; init; } = true;

    /// <value>Threads of one tensor operation on the CPU; 0 for as many as there are cores. Default: 0.</value>
    /// <remarks>Sums are split by it, so it is part of what makes a run repeatable to the bit.</remarks>
    [Range(0, 1024)]
    public int Threads { get; init; }

    /// <value>What is written for TensorBoard besides the values of each evaluation. Default: nothing.</value>
    public TensorBoardParams TensorBoard { get; init; } = new();

    /// <value>Which steps are profiled. Default: null, none.</value>
    public ProfileParams? Profile { get; init; }

    /// <value>Held-out samples that are predicted from the finished package at the end of the run. Default: 5.</value>
    [Range(0, 1000)]
    public int Predictions { get; init; } = 5;

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Schedule.FirstMomentum is { } momentum && Optimizer.WithMomentum(momentum) is null)
        {
            yield return ($"{nameof(Schedule)}.{nameof(OneCycleScheduleParams.CycleMomentum)}",
                $"{VariantCatalog.NameOf(Optimizer.GetType())} has no momentum that could cycle. Leave cycle_momentum out, or choose an "
                + $"optimizer that has one: sgd, rmsprop, lion, or one of Adam's family, where it is beta1.");
        }
    }
}
