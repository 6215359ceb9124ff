using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Loop;

/// <summary>When checkpoints are written and how many are kept.</summary>
public sealed record CheckpointParams
{
    /// <value>A checkpoint after every so many epochs, and after the last. Default: 1.</value>
    [Description("A checkpoint after every so many epochs, and after the last."), Range(1, int.MaxValue)]
    public int EveryEpochs { get; init; } = 1;

    /// <value>A checkpoint after every so many steps besides, for epochs that are long. Default: null, none.</value>
    [Description("A checkpoint after every so many steps besides, for epochs that are long."), Range(1, int.MaxValue), Unit(UnitKind.Count)]
    public int? EverySteps { get; init; }

    /// <value>How many of the newest checkpoints are kept, besides the best. Default: 1.</value>
    [Description("How many of the newest checkpoints are kept, besides the best."), Range(1, int.MaxValue)]
    public int Keep { get; init; } = 1;
}
