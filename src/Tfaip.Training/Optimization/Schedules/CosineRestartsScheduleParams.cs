using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>
/// The learning rate falls on half a cosine repeatedly (SGDR, Loshchilov and Hutter 2017; PyTorch's
/// CosineAnnealingWarmRestarts).
/// </summary>
[Variant("cosine_restarts")]
public sealed record CosineRestartsScheduleParams : TimedScheduleParams
{
    /// <value>Epochs of the first fall. Default: 10.</value>
    [Range(1, int.MaxValue)]
    public int FirstEpochs { get; init; } = 10;

    /// <value>How many times as long as the last each fall is. Default: 1.</value>
    [Range(1, 1000)]
    public int Multiplier { get; init; } = 1;

    /// <value>What is left of the learning rate at the end of a fall, as a fraction of it. Default: 0.</value>
    [Range(0.0, 1.0)]
    public double Minimum { get; init; }

    /// <inheritdoc/>
    protected override double Factor(double epoch, double epochs, int stepsPerEpoch)
    {
        var (begin, length) = (0.0, (double)FirstEpochs);
        if (Multiplier == 1) begin = Math.Floor(epoch / length) * length;
        else for (; epoch >= begin + length; length *= Multiplier) begin += length;
        return Minimum + ((1 - Minimum) * (1 + Math.Cos(Math.PI * (epoch - begin) / length)) / 2);
    }
}
