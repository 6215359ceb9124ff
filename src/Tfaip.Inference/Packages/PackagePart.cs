namespace Tfaip.Inference.Packages;

/// <summary>A file that goes into a package, read piece by piece: it may be larger than memory.</summary>
/// <param name="Name">Its name in the package, with <c>/</c> between folders.</param>
/// <param name="Size">The length of its content in bytes.</param>
/// <param name="Open">Opens the content, the same one at each call.</param>
public sealed record PackagePart(string Name, long Size, Func<Stream> Open)
{
    /// <summary>A part whose content is in memory.</summary>
    public static PackagePart Of(PackageFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new(file.Name, file.Content.Length, () => new MemoryStream(file.Content.ToArray(), writable: false));
    }

    /// <summary>A part whose content is a file of its own.</summary>
    /// <param name="name">Its name in the package.</param>
    /// <param name="path">The file.</param>
    public static PackagePart FromFile(string name, string path) => new(name, new FileInfo(path).Length, () => Pieces.OpenFile(path));
}
