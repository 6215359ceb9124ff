using Tfaip.Inference.Packages;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Export.Packaging;

/// <summary>The resources of a package: those that its processors name, and those of the scenario's own parameters.</summary>
internal sealed class PackagedResources
{
    private readonly ResourceNames _names = new();
    private readonly List<ResourceEntry> _entries = [];

    /// <exception cref="Tfaip.Parameters.TfaipException">A resource cannot be read.</exception>
    public PackagedResources(PackageContent content)
    {
        PreProcessing = Take("pre_processing", PackageContent.InPrediction(content.PreProcessing));
        PostProcessing = Take("post_processing", PackageContent.InPrediction(content.PostProcessing));
        foreach (var (name, resource) in content.Resources.OrderBy(entry => entry.Key, StringComparer.Ordinal)) Take(name, resource);
        Files = [.. _names.All.Select(entry => new PackageFile(Manifest.ResourceFolder + entry.Name, entry.Resource.ReadBytes()))];
    }

    /// <summary>The processors before the graph; their resources are those of the package.</summary>
    public IReadOnlyList<ProcessorParams> PreProcessing { get; }

    /// <summary>The processors after the graph; their resources are those of the package.</summary>
    public IReadOnlyList<ProcessorParams> PostProcessing { get; }

    /// <summary>Which parameter has which file.</summary>
    public IReadOnlyList<ResourceEntry> Entries => _entries;

    /// <summary>The files.</summary>
    public IReadOnlyList<PackageFile> Files { get; }

    private IReadOnlyList<ProcessorParams> Take(string list, IReadOnlyList<ProcessorParams> processors) =>
        ResourceTree.Replace(processors, (place, resource) => Take($"{list}.{place}", resource));

    private ResourceFile Take(string name, ResourceFile resource)
    {
        var file = Manifest.ResourceFolder + _names.Of(resource);
        _entries.Add(new(name, file));
        return new(file, _ => resource.ReadBytes());
    }
}
