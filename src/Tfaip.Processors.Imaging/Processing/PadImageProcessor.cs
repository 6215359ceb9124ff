using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class PadImageProcessor(PadImageParams parameters) : GeometricProcessor(parameters)
{
    protected override Planes Change(Planes image, bool isMask, ref SampleRandom random)
    {
        var height = Length(image.Height, parameters.Height, parameters.HeightMultiple);
        var width = Length(image.Width, parameters.Width, parameters.WidthMultiple);
        if ((height, width) == (image.Height, image.Width)) return image;
        var (top, left) = Geometry.Place(parameters.Position, height - image.Height, width - image.Width);
        var border = new Border(parameters.Border, isMask ? parameters.MaskFill : (float)parameters.Fill);
        return Geometry.Crop(image, -top, -left, height, width, border);
    }

    private static int Length(int length, int? least, int? multiple)
    {
        var larger = Math.Max(length, least ?? 0);
        return multiple is { } unit ? checked((larger + unit - 1) / unit * unit) : larger;
    }
}
