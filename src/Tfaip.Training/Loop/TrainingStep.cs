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

    /// <summary>Lays out the parameters of the model, which must be on its device, and creates the optimizer.</summary>
    /// <param name="setup">What is trained, and how.</param>
    /// <param name="converter">Puts batches onto the device.</param>
    /// <param name="meter">Gathers losses and metrics; it stays the caller's.</param>
    /// <exception cref="TfaipException">The model has nothing to train.</exception>
    public TrainingStep(TrainingSetup setup, BatchConverter converter, SplitMeter meter)
    {
        (_model, _params, _seed, _converter, _meter) = (setup.Model, setup.Parameters, setup.Seed, converter, meter);
        Parameters = new ParameterSet(_model);
        if (Parameters.Count == 0)
        {
            throw new TfaipException(
                $"{_model.GetType().Name} has nothing to train: no field of it holds a module or parameter that requires gradients.");
        }

        _optimizer = _params.Optimizer.Create(Parameters);
    }

    /// <summary>What is trained.</summary>
    public ParameterSet Parameters { get; }

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
    /// <returns>The learning rate.</returns>
    public double Run(StepPosition position, params IReadOnlyList<Batch> batches)
    {
        var learningRate = _params.Optimizer.LearningRate
            * _params.Schedule.Factor(position.InRun, position.StepsPerEpoch, _params.Epochs);
        Parameters.ZeroGradients();
        var samples = batches.Sum(batch => batch.Count);
        foreach (var batch in batches) Accumulate(position.Epoch, batch, samples);
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
        var outputs = _model.Forward(inputs);
        var losses = _model.Loss(inputs, targets, outputs);
        var total = losses.Total();
        if (!total.requires_grad) throw new TfaipException($"No loss of {_model.GetType().Name} depends on a trainable parameter.");
        _meter.Add(inputs, targets, outputs, losses, total, batch.Count);
        if (Outputs.Count == 0) Outputs = outputs.Keys.ToList();
        return total;
    }

    /// <summary>Gives the model's parameters memory of their own again.</summary>
    public void Dispose()
    {
        _optimizer.Dispose();
        Parameters.Dispose();
    }

    private void Accumulate(int epoch, Batch batch, int samples)
    {
        using var scope = NewDisposeScope();
        TorchSeed.ForBatch(_seed, epoch, batch.Index);
        var total = Compute(batch);
        if (batch.Count != samples) total = total.mul((double)batch.Count / samples);
        total.backward();
    }
}
