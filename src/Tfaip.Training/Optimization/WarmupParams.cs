using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Optimization;

/// <summary>The learning rate rises linearly, stays at the top for a while, and then follows the schedule proper over what is left of the run.</summary>
public sealed record WarmupParams : IValidatable
{
    /// <value>Epochs in which the learning rate rises; fractions are allowed. Default: null, <see cref="Steps"/> says it.</value>
    [Description("Epochs in which the learning rate rises; or give steps."), Range(0, double.MaxValue)]
    public double? Epochs { get; init; }

    /// <value>Steps in which the learning rate rises. Default: null, <see cref="Epochs"/> says it.</value>
    [Description("Steps in which the learning rate rises; or give epochs."), Range(0, int.MaxValue)]
    public int? Steps { get; init; }

    /// <value>What the learning rate is multiplied by in the beginning. Default: 0.1.</value>
    [Description("What the learning rate is multiplied by in the beginning."), Range(0.0, 1.0)]
    public double Start { get; init; } = 0.1;

    /// <value>Epochs for which the learning rate then stays. Default: 0.</value>
    [Description("Epochs for which the learning rate then stays."), Range(0, double.MaxValue)]
    public double HoldEpochs { get; init; }

    /// <value>Whether the learning rate rises after each epoch or after each step. Default: step.</value>
    [Description("Whether the learning rate rises after each epoch or after each step.")]
    public ScheduleUnit Per { get; init; } = ScheduleUnit.Step;

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Epochs is not null == Steps is not null)
            yield return (nameof(Epochs), Epochs is null ? "or steps must be given: how long the learning rate rises." : "and steps exclude each other: give one.");
    }

    /// <summary>Epochs until the schedule proper begins.</summary>
    internal double Length(ScheduleRun run) => Rise(run) + HoldEpochs;

    /// <summary>The factor of the warm-up.</summary>
    internal double Factor(double epoch, ScheduleRun run)
    {
        if (Per == ScheduleUnit.Epoch) epoch = Math.Floor(epoch);
        var rise = Rise(run);
        return epoch < rise ? Start + ((1 - Start) * epoch / rise) : 1;
    }

    private double Rise(ScheduleRun run) => Epochs ?? ((double)Steps!.Value / run.StepsPerEpoch);
}
