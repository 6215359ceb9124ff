using System.Security.Cryptography;
using Tfaip.Inference.Packages;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference.Tests.Support;

/// <summary>Packages of small models, in a folder of their own that goes with them.</summary>
public sealed class TestPackage : IDisposable
{
    private TestPackage(string folder) => Folder = folder;

    public string Folder { get; }

    public string Path => System.IO.Path.Combine(Folder, "tiny.tfaip");

    /// <summary>A classifier of 2 × 2 pixels: reshapes and scales a row of four numbers, answers with a label.</summary>
    public static TestPackage Classifier() => Create(
        TinyOnnx.Classifier(),
        ["image: float32[batch, 1, 2, 2]"],
        ["logits: float32[batch, 2]"],
        [new ScaleParams { Key = "image", Factor = 0.5 }, new ReshapeParams { Key = "image", Shape = [1, 2, 2] }],
        [new ClassLabelParams { Key = "logits", Softmax = true, Labels = ["even", "odd"], Keep = true }]);

    /// <summary>
    /// The classifier with further graphs: <c>pixels</c> gives back what pre-processing made, <c>sum</c> takes inputs of its own.
    /// </summary>
    public static TestPackage ClassifierWithGraphs()
    {
        var package = new TestPackage(Directory.CreateTempSubdirectory("tfaip-").FullName);
        var pixels = TinyOnnx.Model(
            [TinyOnnx.Node("Identity", ["image"], ["pixels"])],
            [],
            [TinyOnnx.Value("image", TinyOnnx.Float, "batch", 1, 2, 2)],
            [TinyOnnx.Value("pixels", TinyOnnx.Float, "batch", 1, 2, 2)]);
        package.Write(Files(
            TinyOnnx.Classifier(),
            ["image: float32[batch, 1, 2, 2]"],
            ["logits: float32[batch, 2]"],
            [new ScaleParams { Key = "image", Factor = 0.5 }, new ReshapeParams { Key = "image", Shape = [1, 2, 2] }],
            [new ClassLabelParams { Key = "logits", Softmax = true, Labels = ["even", "odd"], Keep = true }],
            [],
            [
                new("pixels", pixels, ["image: float32[batch, 1, 2, 2]"], ["pixels: float32[batch, 1, 2, 2]"]),
                new("sum", TinyOnnx.Sum(), ["a: float32[batch, time]", "b: float32[batch, time]"], ["sum: float32[batch, time]"]),
            ]));
        return package;
    }

    /// <summary>The classifier, compared with its model up to two samples.</summary>
    public static TestPackage ClassifierVerifiedUpToTwo()
    {
        var package = new TestPackage(Directory.CreateTempSubdirectory("tfaip-").FullName);
        package.Write(Files(
            TinyOnnx.Classifier(),
            ["image: float32[batch, 1, 2, 2]"],
            ["logits: float32[batch, 2]"],
            [],
            [],
            [],
            [],
            new() { ["batch"] = 2 }));
        return package;
    }

    /// <summary>The classifier of pixels, trained from the columns a to d of a CSV file.</summary>
    public static TestPackage ClassifierOfTables()
    {
        var package = new TestPackage(Directory.CreateTempSubdirectory("tfaip-").FullName);
        package.Write(Files(
            TinyOnnx.Classifier(),
            ["image: float32[batch, 1, 2, 2]"],
            ["logits: float32[batch, 2]"],
            [new ScaleParams { Key = "image", Factor = 0.5 }, new ReshapeParams { Key = "image", Shape = [1, 2, 2] }],
            [new ClassLabelParams { Key = "logits", Softmax = true, Labels = ["even", "odd"], Keep = true }],
            [],
            [],
            csv: new() { Delimiter = ";", HasHeader = true, Inputs = new Dictionary<string, string> { ["image"] = "a, b, c, d" } }));
        return package;
    }

    public static TestPackage Create(
        byte[] onnx,
        string[] inputs,
        string[] outputs,
        IReadOnlyList<ProcessorParams>? pre = null,
        IReadOnlyList<ProcessorParams>? post = null,
        params TestResource[] resources)
    {
        var package = new TestPackage(Directory.CreateTempSubdirectory("tfaip-").FullName);
        package.Write(Files(onnx, inputs, outputs, pre, post, resources));
        return package;
    }

    /// <summary>The files of a package, the manifest first.</summary>
    public static List<PackageFile> Files(
        byte[] onnx,
        string[] inputs,
        string[] outputs,
        IReadOnlyList<ProcessorParams>? pre = null,
        IReadOnlyList<ProcessorParams>? post = null,
        params TestResource[] resources) => Files(onnx, inputs, outputs, pre, post, resources, []);

    private static List<PackageFile> Files(
        byte[] onnx, string[] inputs, string[] outputs, IReadOnlyList<ProcessorParams>? pre, IReadOnlyList<ProcessorParams>? post,
        TestResource[] resources, TestGraph[] graphs, Dictionary<string, long>? largest = null, CsvTable? csv = null)
    {
        var verification = new VerificationVerdict
        {
            RelativeTolerance = 1e-5,
            AbsoluteTolerance = 1e-5,
            Outputs = [],
            Sizes = [],
            Largest = largest ?? new(),
            OnnxRuntime = "1",
            TorchSharp = "1"
        };
        List<PackageFile> files = [new("config.yaml", "scenario: tiny\n"u8.ToArray()), new(Manifest.GraphFileName, onnx)];
        files.AddRange(graphs.Select(graph => new PackageFile(Manifest.FileOf(graph.Name), graph.Onnx)));
        files.AddRange(
            resources.DistinctBy(resource => resource.File).Select(resource => new PackageFile(resource.File, resource.Content)));
        files.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return
        [
            new(Manifest.FileName, ManifestJson.Write(new Manifest
            {
                Producer = "test",
                Scenario = "tiny",
                Inputs = [.. inputs.Select(TensorSpec.Parse)],
                Outputs = [.. outputs.Select(TensorSpec.Parse)],
                PreProcessing = pre ?? [],
                PostProcessing = post ?? [],
                Resources = [.. resources.Select(resource => new ResourceEntry(resource.Name, resource.File))],
                Verification = verification,
                Graphs =
                [
                    .. graphs.Select(graph => new GraphEntry(
                        graph.Name,
                        Manifest.FileOf(graph.Name),
                        [.. graph.Inputs.Select(TensorSpec.Parse)],
                        [.. graph.Outputs.Select(TensorSpec.Parse)],
                        verification)),
                ],
                Csv = csv,
                Files = [.. files.Select(
                    file => new FileEntry(file.Name, file.Content.Length, Convert.ToHexStringLower(SHA256.HashData(file.Content.Span))))],
            })),
            .. files,
        ];
    }

    public byte[] ReadAllBytes() => File.ReadAllBytes(Path);

    public void Write(IReadOnlyList<PackageFile> files)
    {
        using var file = File.Create(Path);
        StoredZip.Write(file, files);
    }

    /// <summary>The package as a folder; its path.</summary>
    public string Unpack()
    {
        var folder = System.IO.Path.Combine(Folder, "unpacked");
        foreach (var (name, content) in StoredZip.Read(ReadAllBytes()))
        {
            var path = System.IO.Path.Combine(folder, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content.ToArray());
        }

        return folder;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>A resource of a test's package.</summary>
/// <param name="Name">The parameter that names it.</param>
/// <param name="File">Its file in the package.</param>
/// <param name="Content">Its bytes.</param>
public sealed record TestResource(string Name, string File, byte[] Content);

/// <summary>A further graph of a test's package.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Onnx">The graph.</param>
/// <param name="Inputs">What the manifest says of its inputs.</param>
/// <param name="Outputs">What the manifest says of its outputs.</param>
public sealed record TestGraph(string Name, byte[] Onnx, string[] Inputs, string[] Outputs);
