using System.Numerics.Tensors;
using Tfaip.Export.Packaging;
using Tfaip.Export.Requests;
using Tfaip.Inference;
using Tfaip.Inference.Packages;
using Tfaip.Parameters.Files;
using Tfaip.Processors;
using Tfaip.Processors.Samples;
using Tfaip.Tests;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Packaging;

[TestClass]
public sealed class LargeWeightsTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-large-").FullName;

    private string PackagePath => Path.Combine(_folder, "x.tfaip");

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Large_weights_are_files_of_the_package_which_answers_as_one_with_weights_in_its_graphs()
    {
        var run = Run();
        var whole = Path.Combine(_folder, "whole.tfaip");
        Write(run, whole, long.MaxValue);
        Write(run, PackagePath, 1);

        using (var package = Package.Open(PackagePath, ProcessorCatalog.Default))
        {
            CollectionAssert.AreEqual(
                (string[])["config.yaml", "halves.onnx", "halves.onnx.data", "model.onnx", "model.onnx.data"],
                package.Manifest.Files.Select(file => file.Name).ToArray());
            Assert.IsLessThan(1500, package.ReadFile("model.onnx").Length);
            CollectionAssert.AreEqual(
                run.Model.Module.state_dict()["weight"].bytes.ToArray(), package.ReadFile("model.onnx.data")[..(64 * 64 * 4)].ToArray());
        }

        foreach (var graph in (string[])["default", "halves"])
            CollectionAssert.AreEqual(Answer(whole, graph), Answer(PackagePath, graph));
        CollectionAssert.AreEqual(
            (string[])["whole.tfaip", "x.tfaip"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName).Order().ToArray());
    }

    [TestMethod]
    public void Large_weights_are_mapped_through_links_and_from_a_folder()
    {
        Write(Run(), PackagePath, 1);
        var expected = Answer(PackagePath, "default");

        Directory.CreateDirectory(Path.Combine(_folder, "links"));
        var link = SymbolicLink.ToFile(Path.Combine(_folder, "links", "y.tfaip"), PackagePath).FullName;
        var linkedFolder = SymbolicLink.ToFolder(Path.Combine(_folder, "linked"), _folder).FullName;
        var folder = Path.Combine(_folder, "unpacked");
        System.IO.Compression.ZipFile.ExtractToDirectory(PackagePath, folder);

        foreach (var place in (string[])[link, Path.Combine(linkedFolder, "x.tfaip"), folder])
            CollectionAssert.AreEqual(expected, Answer(place, "default"), place);
    }

    [TestMethod]
    public void The_same_run_gives_the_same_bytes()
    {
        var run = Run();
        Write(run, PackagePath, 1);
        var first = File.ReadAllBytes(PackagePath);
        Write(run, PackagePath, 1);
        CollectionAssert.AreEqual(first, File.ReadAllBytes(PackagePath));
    }

    [TestMethod]
    public void The_weights_begin_at_a_page_of_the_file()
    {
        var run = Run();
        Write(run, PackagePath, 1);
        Assert.AreEqual(0, File.ReadAllBytes(PackagePath).AsSpan().IndexOf(run.Model.Module.state_dict()["weight"].bytes) % 4096);
    }

    [TestMethod]
    public void A_graph_of_a_package_is_read_with_its_weights_to_compare_it_again()
    {
        var run = Run();
        Write(run, PackagePath, 1);
        using var package = Package.Open(PackagePath, ProcessorCatalog.Default);
        var verdict = OnnxExporter.Verify(run.Model, OnnxFile.Read(package, "model.onnx"), new ExportOptions(), PackagePath);
        Assert.AreEqual("y", verdict.Outputs.Single().Name);
    }

    [TestMethod]
    public void An_export_that_fails_leaves_nothing()
    {
        var run = Run();
        var broken = run with { Model = run.Model with { Forward = inputs => [inputs[0].erfinv()] } };
        Assert.ThrowsExactly<ExportException>(() => Write(broken, PackagePath, 1));
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder));
    }

    private static void Write(ExportableRun run, string path, long threshold) => RunPackage.Write(run, path, AtomicFile.Write, threshold);

    private static float[] Answer(string path, string graph)
    {
        using var predictor = Predictor.Load(path, new() { Graph = graph });
        var row = System.Numerics.Tensors.Tensor.Create<float>(Enumerable.Range(0, 64).Select(i => i / 64f).ToArray(), [1, 64]);
        return ((Tensor<float>)predictor.RunGraph(new Dictionary<string, object> { ["x"] = row })["y"]).ToArray();
    }

    private static ExportableRun Run()
    {
        var layer = nn.Linear(64, 64);
        return new()
        {
            Model = new()
            {
                Module = layer,
                Forward = inputs => [layer.call(inputs[0])],
                Inputs = [TensorSpec.Parse("x: float32[batch, 64]")],
                OutputNames = ["y"]
            },
            Graphs =
            [
                new()
                {
                    Name = "halves",
                    Module = layer,
                    NamedForward = inputs => new Dictionary<string, TorchSharp.torch.Tensor> { ["y"] = layer.call(inputs[0]) / 2 },
                    Inputs = [TensorSpec.Parse("x: float32[batch, 64]")],
                },
            ],
            Scenario = "large",
            ConfigYaml = "scenario: large\n",
        };
    }
}
