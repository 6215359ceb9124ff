namespace Tfaip.Inference.Packages;

/// <summary>
/// The names that files of a package have: segments of the letters a-z and A-Z, digits, <c>.</c>, <c>_</c> and <c>-</c> with <c>/</c>
/// between them. What a file system could take for anything but a file below the package is no such name.
/// </summary>
public static class PackageFileName
{
    private const int LongestName = 255;

    /// <summary>True for a name that a file of a package can have.</summary>
    public static bool IsPlain(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length <= LongestName && name.Split('/').All(IsPlainSegment);
    }

    // A segment that begins with a dot is hidden, or one of the two that lead elsewhere; one that ends with a dot loses it on Windows.
    private static bool IsPlainSegment(string segment) =>
        segment.Length > 0 && segment[0] != '.' && segment[^1] != '.'
        && segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
