namespace Mnist;

/// <summary>Puts the feature maps of one image side by side.</summary>
internal static class FeatureMapImage
{
    /// <summary>Lays maps [channels, height, width] out in a square grid [rows · height, columns · width], scaled to 0..1.</summary>
    public static torch.Tensor Tile(torch.Tensor maps)
    {
        var (channels, height, width) = (maps.shape[0], maps.shape[1], maps.shape[2]);
        var columns = (long)Math.Ceiling(Math.Sqrt(channels));
        var rows = (channels + columns - 1) / columns;
        var (low, high) = (maps.min(), maps.max());
        var scaled = (maps - low) / (high - low + 1e-12);
        var padding = torch.zeros((rows * columns) - channels, height, width, dtype: maps.dtype, device: maps.device);
        return torch.cat([scaled, padding]).reshape(rows, columns, height, width).permute(0, 2, 1, 3)
            .reshape(rows * height, columns * width);
    }
}
