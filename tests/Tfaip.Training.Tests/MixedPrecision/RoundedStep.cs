using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Loop;
using Tfaip.Training.Metrics;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tests.Loop;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.MixedPrecision;

/// <summary>Steps of a model in bfloat16, over batches of the toy data in their order.</summary>
internal sealed class RoundedStep : IDisposable
{
    public RoundedStep(Model model, TrainerParams parameters, ComputePrecision precision = ComputePrecision.Bfloat16, double? fill = null)
    {
        Model = model;
        model.Register();
        if (fill is { } value)
        {
            using var _ = no_grad();
            foreach (var parameter in model.parameters()) parameter.fill_(value);
        }

        var data = new ToyData(new ToyDataParams());
        Step = new TrainingStep(
            new TrainingSetup
            {
                Model = model,
                Data = data,
                Parameters = parameters,
                Checkpoints = new CheckpointStore("unused"),
                Precision = precision
            },
            new BatchConverter(data, CPU),
            Meter,
            stepsPerEpoch: 10);
        Step.TrainMode();
    }

    public Model Model { get; }

    public TrainingStep Step { get; }

    public SplitMeter Meter { get; } = new([]);

    /// <summary>The toy data in batches of a size.</summary>
    public static List<Batch> Batches(int size, int samples = 8)
    {
        using var source = new ToyData(new ToyDataParams { TrainingSamples = samples }).Open(PipelineMode.Training)!;
        return [.. new SamplePipeline(source, [], new PipelineParams { BatchSize = size, Shuffle = false }, PipelineMode.Training, 1)
            .ReadAsync(0).ToBlockingEnumerable()];
    }

    /// <summary>The samples of batches as a tensor.</summary>
    public static Tensor InputOf(params IEnumerable<Batch> batches) => stack(batches.SelectMany(batch => batch.Samples)
        .Select(sample => tensor(((System.Numerics.Tensors.Tensor<float>)sample.Inputs["x"]).ToArray())));

    public static Tensor LabelsOf(params IEnumerable<Batch> batches) =>
        tensor(batches.SelectMany(batch => batch.Samples).Select(sample => (long)sample.Targets["label"]).ToArray());

    public double? Run(int step, params IReadOnlyList<Batch> batches) => Step.Run(new StepPosition(0, step, step, step), batches);

    public void Dispose()
    {
        Step.Dispose();
        Meter.Dispose();
        Model.Dispose();
    }
}
