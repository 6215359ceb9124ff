using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Numerics;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class RandomResizedCropProcessor(RandomResizedCropParams parameters) : RandomGeometricProcessor(parameters)
{
    private const int Attempts = 10;

    protected override Planes Move(Planes image, bool isMask, ref SampleRandom random)
    {
        var (top, left, height, width) = Draw(image.Height, image.Width, ref random);
        var part = Geometry.Crop(image, top, left, height, width, default);
        var filter = isMask ? ResizeFilter.Nearest : parameters.Filter;
        return ImageResizer.Resize(part, parameters.Height, parameters.Width, filter);
    }

    private (int Top, int Left, int Height, int Width) Draw(int imageHeight, int imageWidth, ref SampleRandom random)
    {
        var (low, high) = (PortableMath.Log(parameters.MinRatio), PortableMath.Log(parameters.MaxRatio));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var area = (double)imageHeight * imageWidth * random.NextDouble(parameters.MinScale, parameters.MaxScale);
            var ratio = PortableMath.Exp(random.NextDouble(low, high));
            var (h, w) = ((int)Math.Round(Math.Sqrt(area / ratio)), (int)Math.Round(Math.Sqrt(area * ratio)));
            if (h < 1 || w < 1 || h > imageHeight || w > imageWidth) continue;
            return (random.NextInt32(imageHeight - h + 1), random.NextInt32(imageWidth - w + 1), h, w);
        }

        var own = (double)imageWidth / imageHeight;
        var (height, width) = (imageHeight, imageWidth);
        if (own < parameters.MinRatio) height = Math.Clamp((int)Math.Round(imageWidth / parameters.MinRatio), 1, imageHeight);
        if (own > parameters.MaxRatio) width = Math.Clamp((int)Math.Round(imageHeight * parameters.MaxRatio), 1, imageWidth);
        return ((imageHeight - height) / 2, (imageWidth - width) / 2, height, width);
    }
}
