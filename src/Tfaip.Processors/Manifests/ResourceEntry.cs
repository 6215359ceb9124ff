namespace Tfaip.Processors.Manifests;

/// <summary>
/// A resource of the package: the parameter that names it, and the file that holds it. Several parameters may have one file.
/// </summary>
/// <param name="Name">
/// The parameter: <c>post_processing.0.label_file</c> of a processor of the manifest, <c>data.alphabet</c> of the run.
/// </param>
/// <param name="File">The file in the package, such as <c>resources/labels.txt</c>.</param>
public sealed record ResourceEntry(string Name, string File);
