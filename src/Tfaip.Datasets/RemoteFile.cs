namespace Tfaip.Datasets;

/// <summary>A file of a public data set: what it must be, and where it can be had.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in lower-case hexadecimal digits.</param>
/// <param name="Mirrors">The addresses that serve it, the preferred one first.</param>
public sealed record RemoteFile(string Name, long Size, string Sha256, IReadOnlyList<Uri> Mirrors);
