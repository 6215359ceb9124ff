using static TorchSharp.torch;

namespace Tfaip.Training.Scenarios;

/// <summary>
/// Where a model writes what it wants to be looked at, at one step of one split: TensorBoard shows it under the tag.
/// </summary>
/// <remarks>A tag is a path such as <c>attention/head_0</c>; its first part groups the values. The tensors stay the caller's.</remarks>
public interface ISummaryWriter
{
    /// <summary>Writes a number.</summary>
    void Scalar(string tag, double value);

    /// <summary>
    /// Writes an image of shape [height, width] or [channels, height, width], with 1 (grey), 3 (RGB) or 4 (RGBA) channels.
    /// Bytes are taken as they are; floating-point values go from 0 (black) to 1 (white) and are clipped there.
    /// </summary>
    void Image(string tag, Tensor image);

    /// <summary>Writes a text, which TensorBoard shows as Markdown.</summary>
    void Text(string tag, string text);

    /// <summary>Writes how the values of a tensor are distributed; values that are not finite are left out.</summary>
    void Histogram(string tag, Tensor values);

    /// <summary>
    /// Writes a precision-recall curve of one binary decision: at evenly spaced thresholds from 0 to 1, a score at or above the
    /// threshold is a yes.
    /// </summary>
    /// <param name="tag">The tag.</param>
    /// <param name="labels">The truth, of any shape: truth values, or 0 and 1.</param>
    /// <param name="scores">Scores from 0 to 1, of the same shape.</param>
    /// <param name="thresholds">How many thresholds, 2 or more. Default: 127.</param>
    void PrCurve(string tag, Tensor labels, Tensor scores, int thresholds = 127);
}
