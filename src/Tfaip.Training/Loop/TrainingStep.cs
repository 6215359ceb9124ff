using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Training.Metrics;
using Tfaip.Training.MixedPrecision;
using Tfaip.Training.Optimization.Averaging;
using Tfaip.Training.Optimization.Gradients;
using Tfaip.Training.Optimization.Groups;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Optimization.Parameters;
using Tfaip.Training.Optimization.Schedules;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
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
    private readonly Freezing _freezing;
    private readonly GradientClipping _clipping;
    private readonly ulong _seed;
    private readonly BFloat16Model? _rounded;
    private readonly SingleValueGuard _guard;

    /// <summary>Lays out the parameters of the model, which must be on its device, and creates the optimizer.</summary>
    /// <param name="setup">What is trained, and how.</param>
    /// <param name="converter">Puts batches onto the device.</param>
    /// <param name="meter">Gathers losses and metrics; it stays the caller's.</param>
    /// <param name="stepsPerEpoch">Optimizer steps of an epoch.</param>
    /// <exception cref="TfaipException">The model has nothing to train, or a pattern over names matches nothing.</exception>
    public TrainingStep(TrainingSetup setup, BatchConverter converter, SplitMeter meter, int stepsPerEpoch)
    {
        (_model, _params, _seed, _converter, _meter) = (setup.Model, setup.Parameters, setup.Seed, converter, meter);
        var names = _model.named_parameters().Select(entry => entry.name).ToList();
        _freezing = new Freezing(_model, _params.Freeze);
        Parameters = new ParameterSet(_model, new ParameterRules(_params.ParameterGroups, _params.Optimizer, names).Of);
        if (Parameters.Count == 0)
        {
            throw new TfaipException(
                $"{_model.GetType().Name} has nothing to train: no field of it holds a module or parameter that requires gradients.");
        }

        if (setup.Precision == ComputePrecision.Bfloat16)
        {
            InputGradientPenalty.CheckPrecision(_params.InputGradient);
            _rounded = new BFloat16Model(_model, Parameters);
        }

        Watch = new LossWatch(setup.Device);
        _guard = new SingleValueGuard(_model);
        _optimizer = OptimizerOf(_params).Create(Parameters);
        _clipping = new GradientClipping(_params.Clipping, Parameters);
        var run = new ScheduleRun(_params.Epochs, stepsPerEpoch, _model.Best.Mode);
        Schedule = _params.Schedule.Create(run);
        Averages = _params.Averaging is { } averaging ? new WeightAverages(averaging, run, Parameters) : null;
        Warnings = [.. _params.Schedule.Warnings(run), .. _params.Averaging?.Warnings(run) ?? []];
    }

    /// <summary>What is trained.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Finds the first step whose loss is not a finite number.</summary>
    public LossWatch Watch { get; }

    /// <summary>What the learning rate is multiplied by.</summary>
    public Schedule Schedule { get; }

    /// <summary>The average of the weights; null where there is none.</summary>
    public WeightAverages? Averages { get; }

    /// <summary>What makes no sense in the configuration for a run of this length.</summary>
    public IReadOnlyList<string> Warnings { get; }

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
        var learningRate = _params.Optimizer.LearningRate * Schedule.Factor(PlaceOf(position));
        return Run(position, learningRate, batches) ? learningRate : null;
    }

    /// <summary>Takes one step with a learning rate that is not the schedule's.</summary>
    /// <param name="position">Where in the run.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="batches">The micro-batches, at least one.</param>
    /// <returns>False where a loss is not a finite number, and nothing was learnt.</returns>
    public bool Run(StepPosition position, double learningRate, IReadOnlyList<Batch> batches)
    {
        Parameters.ZeroGradients();
        var samples = batches.Sum(batch => batch.Count);
        foreach (var (index, batch) in batches.Index())
        {
            if (!Accumulate(position, position.Batch + index, batch, samples)) return false;
        }

        using var activity = TrainingActivities.Begin(TrainingActivities.Optimizer);
        _clipping.Clip();
        BeforeUpdate();
        _optimizer.Step(learningRate, Schedule.Momentum(PlaceOf(position)));
        _rounded?.Weights.Refresh();
        Averages?.StepDone(PlaceOf(position));
        return true;
    }

    /// <summary>Puts the model into training mode, but for what is frozen.</summary>
    public void TrainMode() => _freezing.Train(_model);

    /// <summary>Puts the float32 weights into the model, where training computes with others; the next step puts those back.</summary>
    /// <exception cref="TfaipException">The model has changed a buffer that training computes with in bfloat16.</exception>
    public void UseMasterWeights() => _rounded?.Weights.Leave();

    /// <summary>The model's state dict, of float32 weights whichever training computes with, in the current dispose scope.</summary>
    /// <exception cref="TfaipException">The model has changed a buffer that training computes with in bfloat16.</exception>
    public IReadOnlyDictionary<string, Tensor> StateDict() => _rounded?.Weights.StateDict() ?? _model.state_dict();

    /// <summary>The 2-norm of the last step's gradients, before clipping; reads from the device.</summary>
    public double ReadGradientNorm() => _clipping.ReadNorm();

    /// <summary>Has the averages of the weights take the end of an epoch.</summary>
    /// <param name="epochs">Epochs that are over.</param>
    public void EpochDone(int epochs)
    {
        BeforeUpdate();
        Averages?.EpochDone(epochs);
    }

    /// <summary>
    /// Puts the averages of the weights into the model for an evaluation, and of the others those in float32, until the result is disposed.
    /// </summary>
    /// <param name="batches">Gives batches of training, for the statistics of batch normalisations.</param>
    /// <returns>Null where the model's own weights are to be used.</returns>
    public IDisposable? UseAverages(Func<IEnumerable<Batch>> batches)
    {
        UseMasterWeights();
        if (Averages is not { IsUsable: true }) return null;
        BeforeUpdate();
        TrainMode();
        return Averages.Use(_model, count => Show(batches().Take(count)));
    }

    /// <summary>Computes the losses of a batch, and has the meter take them.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="place">The place of the batch in the epoch, from 0.</param>
    /// <param name="batch">The batch.</param>
    /// <returns>The total loss, in the current dispose scope.</returns>
    /// <exception cref="TfaipException">No loss depends on a parameter.</exception>
    public Tensor Compute(int epoch, int place, Batch batch)
    {
        var (inputs, targets) = Copy(batch);
        _rounded?.Weights.Enter();
        TorchSeed.ForBatch(_seed, epoch, place);
        if (_params.InputGradient is { } regularisation) inputs = InputGradientPenalty.Prepare(regularisation, inputs);
        var outputs = Forward(inputs, targets);
        var losses = OutOfRangeTarget.Explained(batch, targets, outputs, () => Loss(inputs, targets, outputs));
        var total = losses.Total();
        if (!total.requires_grad) throw new TfaipException($"No loss of {_model.GetType().Name} depends on a trainable parameter.");
        if (_params.InputGradient is { } penalty)
        {
            total += InputGradientPenalty.Of(penalty, inputs, losses, moved =>
            {
                // The same noise as before, or the difference would be that of the noise.
                TorchSeed.ForBatch(_seed, epoch, place);
                return _model.Loss(moved, targets, _model.ForwardTraining(moved, targets));
            });
        }

        using (TrainingActivities.Begin(TrainingActivities.Metrics)) _meter.Add(inputs, targets, outputs, losses, total, batch.Count);
        if (Outputs.Count == 0) Outputs = NamesOf(inputs, outputs);
        return total;
    }

    /// <summary>Gives the model's parameters memory of their own again.</summary>
    public void Dispose()
    {
        _guard.Dispose();
        Watch.Dispose();
        Averages?.Dispose();
        _clipping.Dispose();
        _optimizer.Dispose();
        _rounded?.Dispose();
        Parameters.Dispose();
    }

    // A schedule may give a momentum to an optimizer that was configured without.
    private static OptimizerParams OptimizerOf(TrainerParams parameters) =>
        (parameters.Schedule.FirstMomentum is { } momentum ? parameters.Optimizer.WithMomentum(momentum) : null) ?? parameters.Optimizer;

    private static SchedulePosition PlaceOf(StepPosition position) => new(position.Epoch, position.Step);

    private (TensorMap Inputs, TensorMap Targets) Copy(Batch batch)
    {
        using var activity = TrainingActivities.Begin(TrainingActivities.Copy);
        return _converter.Convert(batch);
    }

    private TensorMap Forward(TensorMap inputs, TensorMap targets)
    {
        using var activity = TrainingActivities.Begin(TrainingActivities.Forward);
        return _rounded is null ? _model.ForwardTraining(inputs, targets) : _rounded.ForwardTraining(inputs, targets);
    }

    private LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        using var activity = TrainingActivities.Begin(TrainingActivities.Loss);
        return _rounded is null ? _model.Loss(inputs, targets, outputs) : _rounded.Loss(inputs, targets, outputs);
    }

    private void Show(IEnumerable<Batch> batches)
    {
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            TorchSeed.ForBatch(_seed, 0, batch.Index);
            _model.Forward(_converter.Convert(batch).Inputs);
        }
    }

    // The graph that is exported is Forward, whatever training computes.
    private List<string> NamesOf(TensorMap inputs, TensorMap outputs)
    {
        if (!_model.HasForwardTraining) return [.. outputs.Keys];
        using var _ = no_grad();
        _model.eval();
        var names = (_rounded is null ? _model.Forward(inputs) : _rounded.Forward(inputs)).Keys.ToList();
        TrainMode();
        return names;
    }

    private bool Accumulate(StepPosition position, int place, Batch batch, int samples)
    {
        using var scope = NewDisposeScope();
        var total = Compute(position.Epoch, place, batch);
        if (!Watch.Take(total, position.InRun + 1)) return false;
        if (batch.Count != samples) total = total.mul((double)batch.Count / samples);
        using var activity = TrainingActivities.Begin(TrainingActivities.Backward);
        total.backward();
        _rounded?.Weights.AddGradients();
        return true;
    }
}
