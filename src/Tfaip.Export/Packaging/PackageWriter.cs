using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Tfaip.Inference.Packages;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Processors;
using Tfaip.Processors.Manifests;

namespace Tfaip.Export.Packaging;

/// <summary>Writes model packages. The same content gives the same bytes.</summary>
public static class PackageWriter
{
    /// <summary>The program as manifests name it.</summary>
    internal static string Producer { get; } = "tfaip " + typeof(PackageWriter).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Writes a package: beside its place first, then renamed, so that it is there complete or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="content">What goes into it.</param>
    /// <exception cref="TfaipException">The package cannot be written.</exception>
    public static void Write(string path, PackageContent content) => Write(path, content, AtomicFile.Write);

    /// <summary>Writes a package, by a caller's way to replace files.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="content">What goes into it.</param>
    /// <param name="replace">Puts what an action writes into the place of a file, complete or not at all.</param>
    /// <exception cref="TfaipException">The package cannot be written.</exception>
    public static void Write(string path, PackageContent content, Action<string, Action<Stream>> replace)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(replace);
        if (Directory.Exists(path))
            throw new TfaipException($"{path}: the package cannot be written: this is a folder. Give the name of a file.");
        try
        {
            var files = FilesOf(content);
            replace(path, stream => StoredZip.WriteParts(stream, files));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: the package cannot be written: {AtomicFile.Explain(error)}", error);
        }
    }

    private static List<PackagePart> FilesOf(PackageContent content)
    {
        var resources = new PackagedResources(content);
        List<PackagePart> files =
        [
            .. PartsOf(Manifest.GraphFileName, content.Graph),
            .. content.Graphs.SelectMany(graph => PartsOf(Manifest.FileOf(graph.Key), graph.Value)),
            PackagePart.Of(new(Manifest.ConfigFileName, Encoding.UTF8.GetBytes(content.ConfigYaml))),
            .. resources.Files.Select(PackagePart.Of),
        ];
        files.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        files.Insert(0, PackagePart.Of(new(Manifest.FileName, WriteManifest(ManifestOf(content, resources, files)))));
        return files;
    }

    private static IEnumerable<PackagePart> PartsOf(string file, ExportResult graph)
    {
        yield return PackagePart.Of(new(file, graph.Onnx));
        if (graph.WeightsFile is { } weights) yield return PackagePart.FromFile(Manifest.WeightsOf(file), weights);
    }

    private static Manifest ManifestOf(PackageContent content, PackagedResources resources, List<PackagePart> files) => new()
    {
        Producer = Producer,
        Scenario = content.Scenario,
        Inputs = content.Graph.Inputs,
        Outputs = content.Graph.Outputs,
        PreProcessing = resources.PreProcessing,
        PostProcessing = resources.PostProcessing,
        Resources = resources.Entries,
        Verification = content.Graph.Verification,
        Graphs =
        [
            .. content.Graphs.OrderBy(graph => graph.Key, StringComparer.Ordinal)
                .Select(graph => new GraphEntry(
                    graph.Key, Manifest.FileOf(graph.Key), graph.Value.Inputs, graph.Value.Outputs, graph.Value.Verification)),
        ],
        Csv = content.Csv,
        Metrics = content.Metrics,
        Files = [.. files.Select(file => new FileEntry(file.Name, file.Size, HashOf(file)))],
    };

    private static string HashOf(PackagePart part)
    {
        using var content = part.Open();
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    // Read back before it goes anywhere: what the reader would refuse is an error of this run, not of the one who gets the package.
    private static byte[] WriteManifest(Manifest manifest)
    {
        var json = ManifestJson.Write(manifest);
        var assemblies = manifest.PreProcessing.Concat(manifest.PostProcessing).Select(processor => processor.GetType().Assembly)
            .Distinct();
        ManifestJson.Read(json, ProcessorCatalog.Default.With([.. assemblies]), Manifest.FileName);
        return json;
    }
}
