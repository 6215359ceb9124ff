using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>
/// What all optimizers have in common: they count steps, and move one group of flat parameters after the other, each with its
/// learning rate and weight decay. All parameters of a group lie in one tensor, so that a step is a few tensor operations, however many
/// layers there are. What a derived class adds to the state is saved in checkpoints and restored by itself.
/// </summary>
public abstract unsafe class FlatOptimizer : IOptimizer
{
    private readonly ParameterSet _parameters;
    private readonly WeightDecay _decay;
    private readonly OptimizerState _state = new();

    // The memory of the state's tensor "step", on the CPU: a step must not pay for an access by index.
    private readonly long* _step;

    /// <summary>Creates what optimizers have in common.</summary>
    /// <param name="parameters">The optimizer's parameters.</param>
    /// <param name="set">What it moves; it stays the caller's.</param>
    protected FlatOptimizer(OptimizerParams parameters, ParameterSet set)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(set);
        (_parameters, _decay) = (set, parameters.Decay);
        _step = (long*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(_state.AddNumber("step", int64).bytes));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> State => _state.Tensors;

    /// <inheritdoc/>
    public void Step(double learningRate, double? momentum = null)
    {
        ScheduledMomentum = momentum;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var step = ++*_step;
        for (var i = 0; i < _parameters.Groups.Count; i++)
        {
            var group = _parameters.Groups[i];
            Move(i, group, learningRate * group.LearningRateFactor, _decay.For(group), step);
        }
    }

    /// <summary>Disposes the state.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the state, and what a derived class owns besides.</summary>
    /// <param name="disposing">Whether it is disposed rather than finalized.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _state.Dispose();
    }

    /// <summary>The momentum of the step where a schedule changes it; null where that of the parameters holds.</summary>
    protected double? ScheduledMomentum { get; private set; }

    /// <summary>Adds a tensor like the parameters to the state.</summary>
    /// <param name="name">Its name in checkpoints, before that of the parameter: <c>exp_avg</c>.</param>
    /// <param name="value">What all of its elements begin with.</param>
    /// <returns>The flat tensors, one for each group.</returns>
    protected IReadOnlyList<Tensor> AddState(string name, double value = 0) => _state.Add(name, _parameters, value);

    /// <summary>Adds a number in double precision, on the CPU, to the state.</summary>
    /// <param name="name">Its name in checkpoints.</param>
    /// <param name="value">What it begins with.</param>
    protected Tensor AddNumber(string name, double value) => _state.AddNumber(name, float64, value);

    /// <summary>Takes one step with a group, weight decay included.</summary>
    /// <param name="index">The group's index.</param>
    /// <param name="group">The group.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="decay">How its weights are pulled to zero.</param>
    /// <param name="step">The step, from 1.</param>
    protected virtual void Move(int index, FlatParameters group, double learningRate, WeightDecay decay, long step) =>
        Update(index, group, decay.Apply(group, learningRate), learningRate, step);

    /// <summary>Takes one step with a group whose weight decay is done.</summary>
    /// <param name="index">The group's index.</param>
    /// <param name="group">The group.</param>
    /// <param name="gradients">Its gradients, which are not to be changed.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="step">The step, from 1.</param>
    protected abstract void Update(int index, FlatParameters group, Tensor gradients, double learningRate, long step);
}
