using System.Globalization;
using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Tests.Loop;

/// <summary>Points in four dimensions, in two classes by the sign of their first coordinate.</summary>
public class ToyData(ToyDataParams parameters) : Data<ToyDataParams>(parameters)
{
    public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("x: float32[batch, 4]")];

    public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("label: int64[batch]")];

    public override ISampleSource? Open(PipelineMode mode) =>
        mode == PipelineMode.Training ? new Source(Params.TrainingSamples, 1)
        : Params.EvaluationSamples == 0 ? null
        : new Source(Params.EvaluationSamples, 2);

    /// <summary>Other samples of the same kind.</summary>
    protected static ISampleSource Samples(int count, ulong seed) => new Source(count, seed);

    private sealed class Source(int count, ulong seed) : ISampleSource
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
                .WithMeta(Sample.SourceKey, string.Create(CultureInfo.InvariantCulture, $"toy:{index}"));
        }

        public void Dispose()
        {
        }
    }
}

internal sealed class ToyNoise(double amplitude) : Processor
{
    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        var values = ((Tensor<float>)sample.Inputs["x"]).ToArray();
        for (var i = 0; i < values.Length; i++) values[i] += (float)random.NextDouble(-amplitude, amplitude);
        return sample.WithInput("x", Tensor.Create(values));
    }
}

internal sealed class ToyDropAll : Processor
{
    public override Sample? Process(Sample sample, ref SampleRandom random) => null;
}

internal sealed class ToyHole : Processor
{
    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        if (sample.Source != "toy:5") return sample;
        var values = ((Tensor<float>)sample.Inputs["x"]).ToArray();
        values[2] = float.NaN;
        return sample.WithInput("x", Tensor.Create(values));
    }
}
