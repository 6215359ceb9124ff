using System.Text.RegularExpressions;

namespace Tfaip.Torch.Native;

/// <summary>What libtorch says of its errors, for those who read messages: without the places in its own C++ code.</summary>
internal static partial class LibTorchErrors
{
    /// <summary>A message, or an error with its stack trace, without libtorch's C++ frames. Any other text stays as it is.</summary>
    public static string WithoutFrames(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains("Exception raised from ", StringComparison.Ordinal) ? Frames().Replace(text, "") : text;
    }

    [GeneratedRegex(@"\r?\nException raised from [^\n]* \(most recent call first\):(\r?\nframe #\d+: [^\n]*)*(\r?\n(?=\r?\n|$))?")]
    private static partial Regex Frames();
}
