using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;

namespace CheckpointStall;

/// <summary>Vectors of noise.</summary>
internal sealed class NoiseData(int steps) : Data<NoiseDataParams>(new NoiseDataParams())
{
    private const int BatchSize = 4;

    public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse($"x: float32[batch, {LargeModel.Width}]")];

    public override IReadOnlyList<TensorSpec> Targets { get; } = [];

    public override ISampleSource? Open(PipelineMode mode) => mode == PipelineMode.Training ? new Source(steps * BatchSize) : null;

    private sealed class Source(int count) : ISampleSource
    {
        public int Count => count;

        public Sample Read(int index)
        {
            var random = new SampleRandom(1, 0, index, 0);
            var values = new float[LargeModel.Width];
            for (var i = 0; i < values.Length; i++) values[i] = (float)random.NextDouble(-1, 1);
            return new Sample().WithInput("x", Tensor.Create(values));
        }

        public void Dispose()
        {
        }
    }
}

internal sealed record NoiseDataParams : DataParams
{
    public NoiseDataParams() => Pipeline = new PipelineParams { BatchSize = 4, Workers = 1 };
}
