using Tfaip.Parameters;
using Tfaip.Processors.Manifests;

namespace Tfaip.Inference.Packages;

/// <summary>
/// The contents of a package's resources. The processors of the manifest hold on to it, beyond the package and without the graph's
/// weights; they are read when the manifest is, before the contents have been checked, and ask for them later.
/// </summary>
internal sealed class PackageResources(string path)
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _contents = new(StringComparer.Ordinal);

    /// <summary>Takes over the checked contents.</summary>
    public void Fill(IEnumerable<ResourceEntry> resources, Func<string, ReadOnlyMemory<byte>> read)
    {
        foreach (var resource in resources) _contents[resource.File] = read(resource.File);
    }

    /// <summary>The content of a file.</summary>
    public ReadOnlyMemory<byte> Read(string file) => _contents.TryGetValue(file, out var content)
        ? content
        : throw new TfaipException($"{path}: the package has no resource '{file}'.");
}
