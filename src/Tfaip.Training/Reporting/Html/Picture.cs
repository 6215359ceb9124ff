namespace Tfaip.Training.Reporting.Html;

/// <summary>A value of a sample as it is shown: a PNG image, or text.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Png">The image, or null.</param>
/// <param name="Text">The text, where there is no image.</param>
/// <param name="IsSmall">Whether the image is so small that its pixels are to be seen.</param>
internal sealed record Picture(string Name, byte[]? Png, string Text, bool IsSmall = false);
