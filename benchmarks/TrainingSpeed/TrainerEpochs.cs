using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Loop;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;

namespace TrainingSpeed;

/// <summary>Times the epochs of a trainer from their first batch to their last step; before each, something else may run.</summary>
internal sealed class TrainerEpochs(Action before) : ICallback
{
    private readonly List<Measurement> _epochs = [];
    private Measurement _begin;

    public static IReadOnlyList<Measurement> Run(
        Data data, Model model, int epochs, Action before, Action<long>? step = null, ComputePrecision precision = ComputePrecision.Float32)
    {
        var folder = Directory.CreateTempSubdirectory("tfaip-benchmark-").FullName;
        try
        {
            var callback = new TrainerEpochs(before) { Step = step };
            using var trainer = new Trainer(new TrainingSetup
            {
                Model = model,
                Data = data,
                Parameters = new TrainerParams
                {
                    Epochs = epochs,
                    Optimizer = new AdamParams(),
                    Threads = 1,
                    Checkpoint = new() { EveryEpochs = int.MaxValue }
                },
                Checkpoints = new CheckpointStore(folder),
                Callbacks = [callback],
                Precision = precision,
            });
            trainer.Train();
            return callback._epochs;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Action<long>? Step { get; init; }

    void ICallback.On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case EpochStarted:
                before();
                _begin = Measurement.Begin();
                break;
            case StepCompleted step:
                Step?.Invoke(step.Step);
                if (step.StepInEpoch == step.StepsPerEpoch) _epochs.Add(_begin.End());
                break;
        }
    }
}
