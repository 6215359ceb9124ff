namespace Tfaip.Processors.Imaging.Images;

/// <summary>The channels of an image.</summary>
public enum ImageColor
{
    /// <summary>One channel, the luma of ITU-R BT.601: 0.299 red + 0.587 green + 0.114 blue.</summary>
    Grey,

    /// <summary>Three channels: red, green, blue.</summary>
    Rgb,
}
