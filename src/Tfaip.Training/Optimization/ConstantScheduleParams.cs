using System.ComponentModel;
using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Optimization;

/// <summary>The learning rate stays as it is.</summary>
[Variant("constant"), Description("The learning rate stays as it is.")]
public sealed record ConstantScheduleParams : ScheduleParams
{
    /// <inheritdoc/>
    public override double Factor(long step, int stepsPerEpoch, int epochs) => 1;
}
