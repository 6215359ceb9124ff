using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tfaip.Training.Optimization;

/// <summary>The parameters of an optimizer: a polymorphic node of the tree.</summary>
public abstract record OptimizerParams
{
    /// <value>Step size before the schedule scales it. Default: 1e-3.</value>
    [Description("Step size before the schedule scales it."), Range(0, double.MaxValue)]
    public double LearningRate { get; init; } = 1e-3;

    /// <value>How strongly weights are pulled to zero. Default: 0.</value>
    [Description("How strongly weights are pulled to zero."), Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <value>
    /// Whether weight decay shrinks the weights themselves by learning_rate × weight_decay a step (as PyTorch's AdamW), instead
    /// of being added to the gradients (as PyTorch's Adam and SGD). Default: false.
    /// </value>
    [Description("Whether weight decay shrinks the weights themselves, instead of being added to the gradients.")]
    public bool DecoupledWeightDecay { get; init; }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="parameters">What it moves; it stays the caller's.</param>
    public abstract IOptimizer Create(ParameterSet parameters);
}
