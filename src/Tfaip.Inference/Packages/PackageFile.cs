namespace Tfaip.Inference.Packages;

/// <summary>A file of a package.</summary>
/// <param name="Name">Its name in the package, with <c>/</c> between folders.</param>
/// <param name="Content">Its bytes.</param>
public sealed record PackageFile(string Name, ReadOnlyMemory<byte> Content);
