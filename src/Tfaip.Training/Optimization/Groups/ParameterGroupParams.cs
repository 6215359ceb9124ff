using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tfaip.Training.Optimization.Groups;

/// <summary>Parameters that are trained otherwise than the rest.</summary>
public sealed record ParameterGroupParams
{
    /// <value>Which: regular expressions, each of which must match the whole name of a parameter. Default: none.</value>
    [Description("Which parameters, as regular expressions over whole names, such as 'encoder\\..*'."), MinLength(1)]
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <value>What their learning rate is multiplied by, beside the schedule. Default: 1.</value>
    [Description("What their learning rate is multiplied by, beside the schedule."), Range(0, double.MaxValue)]
    public double LearningRateFactor { get; init; } = 1;

    /// <value>How strongly they are pulled to zero. Default: null, as the optimizer's weight_decay says.</value>
    [Description("How strongly they are pulled to zero; null for as the optimizer's weight_decay says."), Range(0, double.MaxValue)]
    public double? WeightDecay { get; init; }
}
