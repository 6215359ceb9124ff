using System.ComponentModel.DataAnnotations;

namespace Tfaip.Training.Optimization.Groups;

/// <summary>Parameters that are trained otherwise than the rest.</summary>
public sealed record ParameterGroupParams
{
    /// <value>Which parameters, as regular expressions over whole names, such as '<c>encoder\..*</c>'. Default: none.</value>
    [MinLength(1)]
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <value>What their learning rate is multiplied by, beside the schedule. Default: 1.</value>
    [Range(0, double.MaxValue)]
    public double LearningRateFactor { get; init; } = 1;

    /// <value>How strongly they are pulled to zero; null for as the optimizer's weight_decay says. Default: null.</value>
    [Range(0, double.MaxValue)]
    public double? WeightDecay { get; init; }
}
