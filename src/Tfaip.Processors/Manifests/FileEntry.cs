namespace Tfaip.Processors.Manifests;

/// <summary>A file of the package, with what its content must be.</summary>
/// <param name="Name">The name in the package, with <c>/</c> between folders.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Sha256">The SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
public sealed record FileEntry(string Name, long Size, string Sha256);
