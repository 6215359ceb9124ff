namespace Tfaip.Processors.Imaging.Processing;

/// <summary>The mean and standard deviation that an image is normalized with.</summary>
public enum NormalizationStatistics
{
    /// <summary>The given ones.</summary>
    Given,

    /// <summary>Those of the image, over all its channels.</summary>
    Image,

    /// <summary>Those of each channel of the image.</summary>
    Channel,
}
