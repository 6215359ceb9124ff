using Tfaip.Processors;
using Tfaip.Processors.Pipelines;
using Tfaip.Training.Optimization;
using Tfaip.Training.Scenarios;
using static TorchSharp.torch;

namespace Tfaip.Training.Loop;

/// <summary>
/// One optimizer step: the gradients of one or more micro-batches, clipped, moved by the optimizer. What it computes is a pure
/// function of the weights, the optimizer's state, the seed, the position and the batches. Nothing is read from the device.
/// </summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly Model _model;
    private readonly TrainerParams _params;
    private readonly BatchConverter _converter;
    private readonly SplitMeter _meter;
    private readonly IOptimizer _optimizer;
    private readonly ulong _seed;
    private readonly int _stepsPerEpoch;

    /// <summary>Lays out the parameters of the model, which must be on its device, and creates the optimizer.</summary>
    /// <param name="setup">What is trained, and how.</param>
    /// <param name="converter">Puts batches onto the device.</param>
    /// <param name="meter">Gathers losses and metrics; it stays the caller's.</param>
    /// <param name="stepsPerEpoch">Optimizer steps of an epoch.</param>
    /// <exception cref="TfaipException">The model has nothing to train.</exception>
    public TrainingStep(TrainingSetup setup, BatchConverter converter, SplitMeter meter, int stepsPerEpoch)
    {
        _stepsPerEpoch = stepsPerEpoch;
        (_model, _params, _seed, _converter, _meter) = (setup.Model, setup.Parameters, setup.Seed, converter, meter);
        Parameters = new ParameterSet(_model);
        if (Parameters.Count == 0)
        {
            throw new TfaipException(
                $"{_model.GetType().Name} has nothing to train: no field of it holds a module or parameter that requires gradients.");
        }

        Watch = new LossWatch(setup.Device);
        _optimizer = _params.Optimizer.Create(Parameters);
    }

    /// <summary>What is trained.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Finds the first step whose loss is not a finite number.</summary>
    public LossWatch Watch { get; }

    /// <summary>What the optimizer remembers, see <see cref="IOptimizer.State"/>.</summary>
    public IReadOnlyDictionary<string, Tensor> OptimizerState => _optimizer.State;

    /// <summary>Called between the gradients and what the optimizer does with them, before a parameter changes.</summary>
    public Action BeforeUpdate { get; init; } = () => { };

    /// <summary>The names of the model's outputs, in their order; none before the first batch.</summary>
    public IReadOnlyList<string> Outputs { get; set; } = [];

    /// <summary>Takes one step.</summary>
    /// <param name="position">Where in the run.</param>
    /// <param name="batches">
    /// The micro-batches, at least one. Each counts by its samples, so that the gradients are those of one batch of all of them.
    /// </param>
    /// <returns>The learning rate; null where a loss is not a finite number, and nothing was learnt.</returns>
    public double? Run(StepPosition position, params IReadOnlyList<Batch> batches)
    {
        var learningRate = _params.Optimizer.LearningRate
            * _params.Schedule.Factor(((long)position.Epoch * _stepsPerEpoch) + position.Step, _stepsPerEpoch, _params.Epochs);
        Parameters.ZeroGradients();
        var samples = batches.Sum(batch => batch.Count);
        foreach (var (index, batch) in batches.Index())
        {
            TorchSeed.ForBatch(_seed, position.Epoch, position.Batch + index);
            if (!Accumulate(batch, samples, position.InRun + 1)) return null;
        }

        if (_params.GradientClipNorm is { } norm) Parameters.ClipGradientNorm(norm);
        BeforeUpdate();
        _optimizer.Step(learningRate);
        return learningRate;
    }

    /// <summary>Computes the losses of a batch, and has the meter take them.</summary>
    /// <returns>The total loss, in the current dispose scope.</returns>
    /// <exception cref="TfaipException">No loss depends on a parameter.</exception>
    public Tensor Compute(Batch batch)
    {
        var (inputs, targets) = _converter.Convert(batch);
        var outputs = _model.ForwardTraining(inputs, targets);
        var losses = _model.Loss(inputs, targets, outputs);
        var total = losses.Total();
        if (!total.requires_grad) throw new TfaipException($"No loss of {_model.GetType().Name} depends on a trainable parameter.");
        _meter.Add(inputs, targets, outputs, losses, total, batch.Count);
        if (Outputs.Count == 0) Outputs = NamesOf(inputs, outputs);
        return total;
    }

    /// <summary>Gives the model's parameters memory of their own again.</summary>
    public void Dispose()
    {
        Watch.Dispose();
        _optimizer.Dispose();
        Parameters.Dispose();
    }

    // The graph that is exported is Forward, whatever training computes.
    private List<string> NamesOf(TensorMap inputs, TensorMap outputs)
    {
        if (!_model.HasForwardTraining) return [.. outputs.Keys];
        using var _ = no_grad();
        _model.eval();
        var names = _model.Forward(inputs).Keys.ToList();
        _model.train();
        return names;
    }

    private bool Accumulate(Batch batch, int samples, long step)
    {
        using var scope = NewDisposeScope();
        var total = Compute(batch);
        if (!Watch.Take(total, step)) return false;
        if (batch.Count != samples) total = total.mul((double)batch.Count / samples);
        total.backward();
        return true;
    }
}
