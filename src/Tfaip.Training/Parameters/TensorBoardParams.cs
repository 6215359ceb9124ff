using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Training.Parameters;

/// <summary>What is written for TensorBoard besides the values of each evaluation.</summary>
public sealed record TensorBoardParams
{
    /// <value>Every so many steps the mean loss of the epoch so far and the learning rate. Default: null, none.</value>
    [Range(1, int.MaxValue), Unit(UnitKind.Count)]
    public int? EverySteps { get; init; }

    /// <value>Whether the distribution of each weight is written at each evaluation. Default: false.</value>
    public bool Histograms { get; init; }
}
