using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines;

namespace KillStormScenario;

/// <summary>Adds uniform noise to an image in training.</summary>
[Variant("noise")]
public sealed record NoiseParams : ProcessorParams
{
    public NoiseParams() => Modes = [PipelineMode.Training];

    /// <value>The largest change of a pixel.</value>
    [Range(0.0, 1.0)]
    public double Amplitude { get; init; } = 0.2;

    public override Processor Create() => new Noise(Amplitude);
}

internal sealed class Noise(double amplitude) : Processor
{
    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        var values = ((Tensor<float>)sample.Inputs["image"]).ToArray();
        for (var i = 0; i < values.Length; i++) values[i] += (float)random.NextDouble(-amplitude, amplitude);
        return sample.WithInput("image", Tensor.Create(values));
    }
}
