using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class ResizeImageProcessor(ResizeImageParams parameters) : GeometricProcessor(parameters)
{
    protected override Planes Change(Planes image, bool isMask, ref SampleRandom random)
    {
        var (height, width) = Size(image.Height, image.Width);
        if ((height, width) == (image.Height, image.Width)) return image;
        return ImageResizer.Resize(image, height, width, isMask ? ResizeFilter.Nearest : parameters.Filter);
    }

    private (int Height, int Width) Size(int height, int width)
    {
        var side = parameters.LongerSide ?? parameters.ShorterSide;
        if (side is null) return Proportions.Size(height, width, parameters.Height, parameters.Width);
        var isByHeight = parameters.LongerSide is not null ? height >= width : height <= width;
        return Proportions.Size(height, width, isByHeight ? side : null, isByHeight ? null : side);
    }
}
