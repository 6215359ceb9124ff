using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class SaltAndPepperNoiseProcessor(SaltAndPepperNoiseParams parameters) : PixelAugmentation(parameters)
{
    protected override void ChangeLevels(Planes image, ref SampleRandom random)
    {
        var pixels = image.Height * image.Width;
        var salt = parameters.Amount * parameters.Salt;
        for (var i = 0; i < pixels; i++)
        {
            var draw = random.NextDouble();
            if (draw >= parameters.Amount) continue;
            var level = draw < salt ? (float)Maximum : 0;
            for (var channel = 0; channel < image.Channels; channel++) image.Plane(channel)[i] = level;
        }
    }
}
