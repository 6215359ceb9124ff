using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Training.Tests.MixedPrecision;

/// <summary>Images of 8×8 pixels in four classes, each a pattern of its own under noise that is stronger by half.</summary>
internal sealed class PatternData(ToyDataParams parameters) : Data<ToyDataParams>(parameters)
{
    private const int Classes = 4;
    private const int Pixels = 64;

    public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("image: float32[batch, 1, 8, 8]")];

    public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("label: int64[batch]")];

    public override ISampleSource Open(PipelineMode mode) =>
        mode == PipelineMode.Training ? new Source(Params.TrainingSamples, 1) : new Source(Params.EvaluationSamples, 2);

    private sealed class Source(int count, ulong seed) : ISampleSource
    {
        public int Count => count;

        public Sample Read(int index)
        {
            var (pattern, noise) = (new SampleRandom(99, 0, index % Classes, 0), new SampleRandom(seed, 0, index, 0));
            var values = new float[Pixels];
            for (var i = 0; i < Pixels; i++) values[i] = (float)(pattern.NextDouble(-1, 1) + noise.NextDouble(-1.5, 1.5));
            return new Sample().WithInput("image", Tensor.Create(values, [1, 8, 8])).WithTarget("label", (long)(index % Classes));
        }

        public void Dispose()
        {
        }
    }
}
