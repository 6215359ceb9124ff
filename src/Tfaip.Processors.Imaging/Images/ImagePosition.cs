namespace Tfaip.Processors.Imaging.Images;

/// <summary>A place within an image.</summary>
public enum ImagePosition
{
    /// <summary>The middle; of an odd surplus the smaller half comes first.</summary>
    Center,

    /// <summary>The first rows and columns.</summary>
    TopLeft,

    /// <summary>The first rows and the last columns.</summary>
    TopRight,

    /// <summary>The last rows and the first columns.</summary>
    BottomLeft,

    /// <summary>The last rows and columns.</summary>
    BottomRight,
}
