namespace Tfaip.Processors.Imaging.Images;

/// <summary>What lies beyond the edges of an image.</summary>
public enum BorderMode
{
    /// <summary>A constant, the fill.</summary>
    Constant,

    /// <summary>The pixels of the edge, over and over: a a | a b c | c c.</summary>
    Replicate,

    /// <summary>The image mirrored at the pixels of its edge, which are not repeated: c b | a b c | b a.</summary>
    Reflect,
}
