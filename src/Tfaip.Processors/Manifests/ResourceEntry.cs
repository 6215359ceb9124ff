namespace Tfaip.Processors.Manifests;

/// <summary>A resource of the package: a name that is stable, and the file that holds it.</summary>
/// <param name="Name">The name that the model knows it by.</param>
/// <param name="File">The file in the package, such as <c>resources/labels.txt</c>.</param>
public sealed record ResourceEntry(string Name, string File);
