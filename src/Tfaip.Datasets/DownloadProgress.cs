namespace Tfaip.Datasets;

/// <summary>How far a download is.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Received">The bytes that are on the disk, those of an earlier attempt included.</param>
/// <param name="Size">The bytes of the whole file.</param>
public readonly record struct DownloadProgress(string Name, long Received, long Size);
