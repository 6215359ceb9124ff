using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Loop;
using Tfaip.Training.Metrics;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Optimization.Schedules;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Tests.Loop;

/// <summary>A trainer over the toy scenario, created anew from its parameters as a new process would.</summary>
internal sealed class ToyRun : IDisposable
{
    private readonly Model _model;

    public ToyRun(
        string folder,
        TrainerParams? parameters = null,
        ToyDataParams? data = null,
        ICallback? callback = null,
        Func<ToyModelParams, Model>? model = null,
        Evaluator? evaluator = null,
        IReadOnlyList<ICallback>? callbacks = null,
        Func<ToyDataParams, Data>? openData = null,
        ulong seed = 7,
        TimeProvider? clock = null,
        ComputePrecision precision = ComputePrecision.Float32)
    {
        TorchSeed.ForInitialWeights(seed);
        _model = (model ?? (p => new ToyModel(p)))(new ToyModelParams());
        _model.Register();
        Store = new CheckpointStore(folder);
        Trainer = new Trainer(new TrainingSetup
        {
            Model = _model,
            Data = (openData ?? (p => new ToyData(p)))(data ?? Data),
            Parameters = parameters ?? Parameters,
            Checkpoints = Store,
            Seed = seed,
            Precision = precision,
            Evaluator = evaluator,
            Clock = clock ?? TimeProvider.System,
            Callbacks = callbacks ?? (callback is null ? [] : [callback]),
        });
    }

    /// <summary>Ten batches an epoch, the last of them with one sample; noise in training.</summary>
    public static ToyDataParams Data { get; } = new()
    {
        Pipeline = new PipelineParams { BatchSize = 4, Workers = 2 },
        PreProcessing = [new ToyNoiseParams()],
        TrainingSamples = 38,
    };

    public static TrainerParams Parameters { get; } = new()
    {
        Epochs = 3,
        Optimizer = new SgdParams { LearningRate = 0.05, Momentum = 0.9, Nesterov = true, WeightDecay = 1e-3 },
        Schedule = new CosineScheduleParams { Per = ScheduleUnit.Step },
        Clipping = new() { Norm = 1 },
        Threads = 1,
    };

    public Trainer Trainer { get; }

    public CheckpointStore Store { get; }

    public Model Model => _model;

    /// <summary>Goes back to the newest checkpoint.</summary>
    public void RestoreNewest()
    {
        using var checkpoint = Store.LoadNewest()!;
        Trainer.Restore(checkpoint);
    }

    public void Dispose()
    {
        Trainer.Dispose();
        _model.Dispose();
    }
}
