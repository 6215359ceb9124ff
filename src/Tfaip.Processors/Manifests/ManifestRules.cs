using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Manifests;

/// <summary>What holds between the fields of a manifest.</summary>
internal static class ManifestRules
{
    /// <exception cref="TfaipException">Something does not hold.</exception>
    public static void Check(Manifest manifest)
    {
        RefuseTwice(manifest.Inputs.Select(input => input.Name), "inputs");
        RefuseTwice(manifest.Outputs.Select(output => output.Name), "outputs");
        RefuseTwice(manifest.Resources.Select(resource => resource.Name), "resources");
        RefuseTwice(manifest.Files.Select(file => file.Name), "files");

        var names = manifest.Files.Select(file => file.Name).ToArray();
        if (!names.SequenceEqual(names.Order(StringComparer.Ordinal))) throw new TfaipException($"the files are not sorted by name.");
        if (names.Contains(Manifest.FileName)) throw new TfaipException($"the manifest lists itself.");
        if (!names.Contains(Manifest.GraphFileName)) throw new TfaipException($"the manifest does not list {Manifest.GraphFileName}.");
        foreach (var resource in manifest.Resources)
        {
            if (!names.Contains(resource.File))
                throw new TfaipException($"the manifest does not list '{resource.File}', the file of the resource '{resource.Name}'.");
        }

        RefuseTwice(manifest.Graphs.Select(graph => graph.Name), "graphs");
        RefuseTwice(manifest.Graphs.Select(graph => graph.File), "graphs in the file");
        foreach (var graph in manifest.Graphs) Check(graph, names);
        RefuseOtherResources(manifest, "pre_processing", manifest.PreProcessing);
        RefuseOtherResources(manifest, "post_processing", manifest.PostProcessing);
    }

    private static void Check(GraphEntry graph, string[] files)
    {
        if (graph.Name == Manifest.DefaultGraph)
            throw new TfaipException($"the graph '{graph.Name}' is {Manifest.GraphFileName} and has no entry among the further graphs.");
        if (graph.File == Manifest.GraphFileName)
            throw new TfaipException($"the file of the graph '{graph.Name}' is {graph.File}, which is that of '{Manifest.DefaultGraph}'.");
        if (!files.Contains(graph.File))
            throw new TfaipException($"the manifest does not list '{graph.File}', the file of the graph '{graph.Name}'.");
        RefuseTwice(graph.Inputs.Select(input => input.Name), $"inputs of the graph '{graph.Name}' called");
        RefuseTwice(graph.Outputs.Select(output => output.Name), $"outputs of the graph '{graph.Name}' called");
    }

    private static void RefuseOtherResources(Manifest manifest, string list, IReadOnlyList<ProcessorParams> processors)
    {
        foreach (var (place, resource) in ResourceTree.Find(processors))
        {
            if (manifest.Resources.All(entry => entry.File != resource.Path))
                throw new TfaipException($"{list}.{place} is '{resource.Path}', which is none of the manifest's resources.");
        }
    }

    private static void RefuseTwice(IEnumerable<string> names, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!seen.Add(name)) throw new TfaipException($"there are two {what} '{name}'.");
        }
    }
}
