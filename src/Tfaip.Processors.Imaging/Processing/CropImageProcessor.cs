using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class CropImageProcessor(CropImageParams parameters) : GeometricProcessor(parameters)
{
    protected override Planes Change(Planes image, bool isMask, ref SampleRandom random)
    {
        Cropping.RefuseSmaller(image, parameters.Height, parameters.Width, Name);
        var (top, left) = Geometry.Place(parameters.Position, image.Height - parameters.Height, image.Width - parameters.Width);
        return Geometry.Crop(image, top, left, parameters.Height, parameters.Width, default);
    }
}
