namespace Tfaip.Inference.Packages;

/// <summary>Where the content of a package's file lies on the disk.</summary>
/// <param name="Path">The file of the disk: that of the zip, or the one in the folder.</param>
/// <param name="Offset">Where the content begins in it, in bytes.</param>
/// <param name="Size">The length of the content in bytes.</param>
internal sealed record FilePlace(string Path, long Offset, long Size)
{
    /// <summary>The place by a full path that is no link, in a folder that may be reached by links.</summary>
    public FilePlace Resolve()
    {
        var file = new FileInfo(System.IO.Path.GetFullPath(Path));
        return this with { Path = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName };
    }
}
