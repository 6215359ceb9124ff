using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class RandomCropProcessor(RandomCropParams parameters) : RandomGeometricProcessor(parameters)
{
    protected override Planes Move(Planes image, bool isMask, ref SampleRandom random)
    {
        var (padding, height, width) = (parameters.Padding, parameters.Height, parameters.Width);
        var (surplusHeight, surplusWidth) = (image.Height + (2 * padding) - height, image.Width + (2 * padding) - width);
        if (surplusHeight < 0 || surplusWidth < 0) Cropping.RefuseSmaller(image, height - (2 * padding), width - (2 * padding), Name);
        var top = random.NextInt32(surplusHeight + 1) - padding;
        var left = random.NextInt32(surplusWidth + 1) - padding;
        var border = new Border(parameters.Border, isMask ? parameters.MaskFill : (float)parameters.Fill);
        return Geometry.Crop(image, top, left, height, width, border);
    }
}
