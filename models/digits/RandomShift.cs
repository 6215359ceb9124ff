using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines;

namespace Digits;

/// <summary>Shifts an image by whole pixels in a random direction, and fills with zeros.</summary>
[Variant("random_shift")]
public sealed record RandomShiftParams : ProcessorParams
{
    public RandomShiftParams() => Modes = [PipelineMode.Training];

    /// <value>The input to shift: float32[channels, height, width].</value>
    [Required]
    public string Key { get; init; } = "";

    /// <value>Largest shift along each axis, in pixels.</value>
    [Range(0, 64)]
    public int Pixels { get; init; } = 1; // of 8: more pushes strokes out of the picture

    public override Processor Create() => new RandomShift(this);
}

/// <summary>Shifts an image by whole pixels in a random direction and fills with zeros: the digit stays the same digit.</summary>
public sealed class RandomShift(RandomShiftParams p) : Processor
{
    public override Sample Process(Sample sample, ref SampleRandom random)
    {
        var image = (Tensor<float>)sample.Inputs[p.Key];
        var (dy, dx) = (random.NextInt32((2 * p.Pixels) + 1) - p.Pixels, random.NextInt32((2 * p.Pixels) + 1) - p.Pixels);
        var shifted = Tensor.CreateFromShape<float>(image.Lengths);
        var (height, width) = (image.Lengths[1], image.Lengths[2]);
        for (nint c = 0; c < image.Lengths[0]; c++)
        {
            for (var y = nint.Max(0, dy); y < nint.Min(height, height + dy); y++)
            {
                for (var x = nint.Max(0, dx); x < nint.Min(width, width + dx); x++)
                {
                    shifted[c, y, x] = image[c, y - dy, x - dx];
                }
            }
        }

        return sample.WithInput(p.Key, shifted);
    }
}
