using System.Diagnostics;
using MnistMinimal;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Loop;
using Tfaip.Training.Optimization;
using Tfaip.Training.Scenarios;

namespace TrainerOverhead;

/// <summary>Times the steps of the trainer's epochs; before each, something else may run.</summary>
internal sealed class TrainerEpochs(Action before) : ICallback
{
    private readonly List<double> _seconds = [];
    private long _begin;

    public static IReadOnlyList<double> Run(MnistData data, int epochs, int limit, Action before)
    {
        var folder = Directory.CreateTempSubdirectory("tfaip-benchmark-").FullName;
        try
        {
            var callback = new TrainerEpochs(before);
            using var model = ScenarioDefinition.Find(typeof(MnistModel).Assembly)
                .CreateModel(new RunParams<MnistDataParams, MnistModelParams>());
            using var trainer = new Trainer(new TrainingSetup
            {
                Model = model,
                Data = new TrainingHalf(data, limit),
                Parameters = new TrainerParams { Epochs = epochs, Optimizer = new AdamParams() },
                Checkpoints = new CheckpointStore(folder),
                Callbacks = [callback],
            });
            trainer.Train();
            return callback._seconds;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    void ICallback.On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case EpochStarted:
                before();
                _begin = Stopwatch.GetTimestamp();
                break;
            case StepCompleted step when step.StepInEpoch == step.StepsPerEpoch:
                _seconds.Add(Stopwatch.GetElapsedTime(_begin).TotalSeconds);
                break;
        }
    }

    // Only training is compared, so there is nothing to evaluate with.
    private sealed class TrainingHalf(MnistData data, int batches) : Data<MnistDataParams>(new MnistDataParams
    {
        Pipeline = data.Parameters.Pipeline with { Limit = batches == int.MaxValue ? null : batches * data.Parameters.Pipeline.BatchSize },
    })
    {
        public override IReadOnlyList<TensorSpec> Inputs => data.Inputs;

        public override IReadOnlyList<TensorSpec> Targets => data.Targets;

        public override ISampleSource? Open(PipelineMode mode) => mode == PipelineMode.Training ? data.Open(mode) : null;
    }
}
