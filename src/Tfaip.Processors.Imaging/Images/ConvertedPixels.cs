namespace Tfaip.Processors.Imaging.Images;

/// <summary>A decoded image as levels of grey or RGB.</summary>
/// <param name="image">The image.</param>
/// <param name="conversion">How its pixels become levels.</param>
internal sealed class ConvertedPixels(PixelImage image, PixelConversion conversion) : IPixelRows
{
    public int Channels => conversion.Channels;

    public int Width => image.Width;

    public double Scale => conversion.ScaleOf(image.Depth);

    public void Read(int y, int channel, Span<double> levels) => conversion.Convert(image.Row(y), image.Depth, channel, levels);
}
