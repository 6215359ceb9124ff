using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Optimization.Parameters;
using Tfaip.Training.Optimization.Schedules;
using static TorchSharp.torch;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Tfaip.Commands.Tests.Documents;

[Variant("sign"), Description("Steps of one size by the sign of a mean of the gradients.")]
public sealed record SignParams : OptimizerParams
{
    [Description("What the mean keeps of itself in a step."), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Smoothing { get; init; } = 0.9;

    public override IOptimizer Create(ParameterSet parameters) => new Sign(this, parameters);

    private sealed class Sign : FlatOptimizer
    {
        private readonly SignParams _params;
        private readonly IReadOnlyList<Tensor> _means;

        public Sign(SignParams parameters, ParameterSet set)
            : base(parameters, set) => (_params, _means) = (parameters, AddState("mean"));

        protected override void Update(int index, FlatParameters group, Tensor gradients, double learningRate, long step)
        {
            var mean = _means[index].mul_(_params.Smoothing).add_(gradients, alpha: 1 - _params.Smoothing);
            group.Values.add_(mean.sign(), alpha: -learningRate);
        }
    }
}

[Variant("triangle"), Description("Down to 0 in the middle of the run, and up again.")]
public sealed record TriangleScheduleParams : TimedScheduleParams
{
    protected override double Factor(double epoch, double epochs, int stepsPerEpoch) => Math.Abs(1 - (2 * epoch / epochs));
}
