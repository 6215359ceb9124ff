using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines;

namespace SignalStormScenario;

public sealed record SequenceDataParams : DataParams
{
    /// <value>How many sequences train.</value>
    [Range(1, 100_000)]
    public int Samples { get; init; } = 512;

    /// <value>How many sequences evaluate.</value>
    [Range(1, 100_000)]
    public int EvaluationSamples { get; init; } = 64;
}

/// <summary>Random sequences of 24 vectors of 16 numbers, and whether their sum is above 0.</summary>
public sealed class SequenceData(SequenceDataParams p) : Data<SequenceDataParams>(p)
{
    private const int Time = 24;
    private const int Features = 16;

    public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("sequence: float32[batch, 24, 16]")];

    public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("label: int64[batch]")];

    public override ISampleSource Open(PipelineMode mode) =>
        mode == PipelineMode.Training ? new Source(Params.Samples, 1) : new Source(Params.EvaluationSamples, 2);

    private sealed class Source(int count, ulong seed) : ISampleSource
    {
        public int Count => count;

        public Sample Read(int index)
        {
            var random = new SampleRandom(seed, 0, index, 0);
            var values = new float[Time * Features];
            for (var i = 0; i < values.Length; i++) values[i] = (float)random.NextDouble(-1, 1);
            return new Sample()
                .WithInput("sequence", Tensor.Create(values, [Time, Features]))
                .WithTarget("label", values.Sum() > 0 ? 1L : 0L);
        }

        public void Dispose()
        {
        }
    }
}
