using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>LAMB on flat tensors (You et al., 2020, algorithm 2, with the identity for φ).</summary>
internal sealed class Lamb : FlatOptimizer
{
    private readonly LambParams _params;
    private readonly IReadOnlyList<Tensor> _means;
    private readonly IReadOnlyList<Tensor> _squares;
    private readonly List<SlotScales> _scales;
    private readonly List<Tensor> _unscaled;

    public Lamb(LambParams parameters, ParameterSet set)
        : base(parameters, set)
    {
        _params = parameters;
        _means = AddState("exp_avg");
        _squares = AddState("exp_avg_sq");
        _scales = set.Groups.Select(group => new SlotScales(group)).ToList();
        var excluded = new NamePatterns("trainer.optimizer.layer_adaptation_exclude", parameters.LayerAdaptationExclude);
        excluded.CheckUse(set.Names, "parameter");
        _unscaled = set.Groups
            .Select(group => tensor(group.Slots.Select(slot => excluded.Match(slot.Name))
                .ToArray(), device: group.Values.device).DetachFromDisposeScope())
            .ToList();
    }

    // The decay is part of what is scaled, so it is not done beforehand.
    protected override void Move(int index, FlatParameters group, double learningRate, WeightDecay decay, long step)
    {
        var direction = Direction(index, group.Gradients, step);
        if (decay.Rate != 0) direction.add_(group.Values, alpha: decay.Rate);
        var (weights, steps) = (_scales[index].Norms(group.Values), _scales[index].Norms(direction));
        var isUnscaled = _unscaled[index].logical_or(weights.eq(0)).logical_or_(steps.eq(0));
        var ratio = weights.div_(steps).masked_fill(isUnscaled, 1);
        group.Values.addcmul_(direction, _scales[index].Spread(ratio), value: -learningRate);
    }

    protected override void Update(int index, FlatParameters group, Tensor gradients, double learningRate, long step) =>
        throw new NotSupportedException("LAMB scales weight decay along.");

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        foreach (var scale in _scales) scale.Dispose();
        foreach (var mask in _unscaled) mask.Dispose();
    }

    private Tensor Direction(int index, Tensor gradients, long step)
    {
        var (beta1, beta2) = (ScheduledMomentum ?? _params.Beta1, _params.Beta2);
        _means[index].mul_(beta1).add_(gradients, alpha: 1 - beta1);
        _squares[index].mul_(beta2).addcmul_(gradients, gradients, value: 1 - beta2);
        var denominator = _squares[index].div(1 - Math.Pow(beta2, step)).sqrt_().add_(_params.Epsilon);
        return _means[index].div(1 - Math.Pow(beta1, step)).div_(denominator);
    }
}
