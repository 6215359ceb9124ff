using System.ComponentModel.DataAnnotations;
using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Sequences;
using Tfaip.Processors.Samples;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Tfaip.Commands.Tests.Documents;

[Variant("add_noise")]
public sealed record AddNoiseParams : ProcessorParams
{
    [Description("The largest change of an element."), Range(0, 1e6)]
    public double Amplitude { get; init; } = 0.1;

    public override Processor Create() => new AddNoise(this);
}

internal sealed class AddNoise(AddNoiseParams parameters) : Processor
{
    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        var image = (Tensor<float>)sample.Inputs["image"];
        var noisy = Dense.ToArray(image);                                        // the elements, row by row
        foreach (ref var element in noisy.AsSpan())
        {
            element += (float)random.NextDouble(-parameters.Amplitude, parameters.Amplitude);
        }

        return sample.WithInput("image", Tensor.Create(noisy, image.Lengths));   // sample.Drop("reason") leaves it out
    }
}

[Variant("every_other")]
public sealed record EveryOtherParams : SequenceProcessorParams
{
    public override SequenceProcessor Create() => new EveryOther();
}

internal sealed class EveryOther : SequenceProcessor
{
    public override IEnumerable<Sample> Process(IEnumerable<Sample> samples, SampleRandom random) =>
        samples.Where((_, i) => i % 2 == 0);

    public override long EstimateCount(long count) => (count + 1) / 2;
}
