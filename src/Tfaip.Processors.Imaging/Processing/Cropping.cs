using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>What the croppings share.</summary>
internal static class Cropping
{
    public static void RefuseSmaller(Planes image, int height, int width, string name)
    {
        if (image.Height >= height && image.Width >= width) return;
        throw new TfaipException(
            $"{name} has {image.Height} x {image.Width} pixels (height x width), from which no {height} x {width} can be cut; "
            + "make it larger with pad_image or resize_image.");
    }
}
