using MnistMinimal;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;

namespace TrainingSpeed;

/// <summary>MNIST at batch 16 without its evaluation: only training is compared.</summary>
internal sealed class MnistHalf(int batches)
    : Data<MnistDataParams>(new MnistDataParams { Pipeline = new() { BatchSize = 16, Limit = 16 * batches } })
{
    private readonly MnistData _data = new(new MnistDataParams());

    public override IReadOnlyList<TensorSpec> Inputs => _data.Inputs;

    public override IReadOnlyList<TensorSpec> Targets => _data.Targets;

    public override ISampleSource? Open(PipelineMode mode) => mode == PipelineMode.Training ? _data.Open(mode) : null;
}
