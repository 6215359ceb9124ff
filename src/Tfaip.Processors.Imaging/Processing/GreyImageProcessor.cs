using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class GreyImageProcessor(GreyImageParams parameters) : ImageProcessor(parameters)
{
    protected override Planes Change(Planes image, ref SampleRandom random)
    {
        if (image.Channels == 1 && parameters.Channels == 1) return image;
        if (image.Channels is not (1 or 3))
        {
            throw new TfaipException($"{Name} has {image.Channels} channels; grey is made of 3, red, green and blue, or of 1.");
        }

        var grey = image.Channels == 1 ? image : new Planes(1, image.Height, image.Width, Luma.Of(image));
        if (parameters.Channels == 1) return grey;
        return new Planes(3, image.Height, image.Width, [.. grey.Values, .. grey.Values, .. grey.Values]);
    }

    protected override ImageLayout Layout(ImageLayout original, Planes changed) => original with { HasChannels = true };
}
