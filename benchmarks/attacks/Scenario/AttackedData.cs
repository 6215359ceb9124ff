using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;

namespace Attacks.Scenario;

public sealed record AttackedDataParams : DataParams
{
    /// <value>How many samples there are of a kind.</value>
    [Range(1, 1000)]
    public int Samples { get; init; } = 16;
}

/// <summary>Four numbers, in two classes by the sign of the first.</summary>
public sealed class AttackedData(AttackedDataParams p) : Data<AttackedDataParams>(p)
{
    public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("x: float32[batch, 4]")];

    public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("label: int64[batch]")];

    public override ISampleSource Open(PipelineMode mode) => new Source(Params.Samples, mode == PipelineMode.Training ? 1u : 2u);

    private sealed class Source(int count, uint seed) : ISampleSource
    {
        public int Count => count;

        public Sample Read(int index)
        {
            var random = new SampleRandom(seed, 0, index, 0);
            var values = new float[4];
            for (var i = 0; i < values.Length; i++) values[i] = (float)random.NextDouble(-1, 1);
            return new Sample()
                .WithInput("x", Tensor.Create(values))
                .WithTarget("label", values[0] > 0 ? 1L : 0L)
                .WithMeta(Sample.SourceKey, string.Create(CultureInfo.InvariantCulture, $"sample {index}"));
        }

        public void Dispose()
        {
        }
    }
}
