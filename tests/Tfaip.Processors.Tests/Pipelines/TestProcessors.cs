using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines;

/// <summary>A processor that is a function.</summary>
[Variant("function")]
internal sealed record FunctionParams(Func<Sample, Sample?> Function) : ProcessorParams
{
    public override Processor Create() => new Processing(this);

    private sealed class Processing(FunctionParams parameters) : Processor
    {
        public override Sample? Process(Sample sample, ref SampleRandom random) => parameters.Function(sample);
    }
}

/// <summary>Adds noise to the input <c>x</c>, and drops some samples by chance.</summary>
[Variant("noise")]
internal sealed record NoiseParams(double DropShare = 0) : ProcessorParams
{
    public override Processor Create() => new Noise(this);

    private sealed class Noise(NoiseParams parameters) : Processor
    {
        public override Sample? Process(Sample sample, ref SampleRandom random)
        {
            if (random.NextDouble() < parameters.DropShare) return null;
            var x = (Tensor<float>)sample.Inputs["x"];
            return sample.WithInput("x", Tensor.Create(new[] { x[0] + (float)random.NextDouble(), x[1] + random.NextInt32(1000) }, [2]));
        }
    }
}
