using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;

namespace TrainingSpeed;

/// <summary>Samples of 64 random numbers in ten classes, made once and kept.</summary>
internal sealed class DigitLikeData(int batchSize, int batches)
    : Data<DataParams>(new PlainParams { Pipeline = new() { BatchSize = batchSize } })
{
    public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("image: float32[batch, 64]")];

    public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("label: int64[batch]")];

    public override ISampleSource? Open(PipelineMode mode) => mode == PipelineMode.Training ? new Source(batchSize * batches) : null;

    private sealed record PlainParams : DataParams;

    private sealed class Source : ISampleSource
    {
        private readonly Sample[] _samples;

        public Source(int count)
        {
            var random = new Random(1);
            _samples = new Sample[count];
            for (var i = 0; i < count; i++)
            {
                var values = new float[64];
                for (var j = 0; j < values.Length; j++) values[j] = random.NextSingle();
                _samples[i] = new Sample().WithInput("image", Tensor.Create(values)).WithTarget("label", (long)random.Next(10));
            }
        }

        public int Count => _samples.Length;

        public Sample Read(int index) => _samples[index];

        public void Dispose()
        {
        }
    }
}
