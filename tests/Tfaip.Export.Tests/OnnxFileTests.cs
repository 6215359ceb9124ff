using Tfaip.Commands.Tests.Loading;
using Tfaip.Export.Graphs;
using Tfaip.Export.Lowering;
using Tfaip.Export.Lowering.Everything;
using Tfaip.Export.Requests;
using Tfaip.Export.Tracing;
using Tfaip.Export.Verification;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests;

[TestClass]
public sealed class OnnxFileTests
{
    private string _folder = "";

    private string Target => Path.Combine(_folder, "net.onnx");

    [TestInitialize]
    public void Create() => _folder = Directory.CreateTempSubdirectory("tfaip-onnx-").FullName;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_tensor_is_written_in_pieces_as_it_is_in_one()
    {
        using var scope = NewDisposeScope();
        foreach (var tensor in new[]
        {
            randn(7, 11),
            randn(7, 11).t(),
            randint(0, 99, new long[] { 13 }, ScalarType.Int64),
            zeros(0, 3),
            ones(1) > 0
        })
        {
            foreach (var piece in new[] { 1, 5, 77, 1000 })
            {
                using var stream = new MemoryStream();
                GraphSerializer.Write(tensor, stream, piece);
                CollectionAssert.AreEqual(GraphSerializer.Bytes(tensor), stream.ToArray());
            }
        }
    }

    [TestMethod]
    public void Weights_beside_the_graph_are_those_within_it()
    {
        using var scope = NewDisposeScope();
        var graph = GraphOf(new SampleModules.Dense(300));
        OnnxFile.Write(Target, graph, threshold: 1, file =>
        {
            // Where it is tried, it lies under its own name, with its weights beside it.
            Assert.AreEqual("net.onnx", Path.GetFileName(file));
            Assert.IsFalse(File.Exists(Target));
            using var session = new OnnxSession(file);
        });
        CollectionAssert.AreEquivalent(
            new[] { "net.onnx", "net.onnx.data" }, Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).ToArray());
        var read = OnnxFile.Read(Target).Graph.Initializer.ToDictionary(tensor => tensor.Name, tensor => tensor.RawData.ToByteArray());
        foreach (var value in graph.Initializers) CollectionAssert.AreEqual(GraphSerializer.Bytes(value.Constant!), read[value.Name]);
    }

    [TestMethod]
    public void Below_the_threshold_there_is_one_file_and_old_weights_beside_it_go()
    {
        using var scope = NewDisposeScope();
        File.WriteAllText(Target + ".data", "old weights");
        var graph = GraphOf(new SampleModules.Dense(300));
        OnnxFile.Write(Target, graph, long.MaxValue, file => Assert.IsTrue(File.Exists(file)));
        CollectionAssert.AreEqual(new[] { "net.onnx" }, Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).ToArray());
        CollectionAssert.AreEqual(GraphSerializer.Serialize(graph), File.ReadAllBytes(Target));
    }

    [TestMethod]
    public void Weights_that_are_read_transposed_are_copied_one_at_a_time()
    {
        using var scope = NewDisposeScope();
        using var copy = new ElementMemory.Place();
        var (weight, turned) = (randn(3, 5), randn(3, 5).t());
        CollectionAssert.AreEqual(GraphSerializer.Bytes(weight), new ElementMemory(weight, copy).Memory.ToArray());
        CollectionAssert.AreEqual(GraphSerializer.Bytes(turned), new ElementMemory(turned, copy).Memory.ToArray());
        CollectionAssert.AreEqual(GraphSerializer.Bytes(weight.t()), new ElementMemory(weight.t(), copy).Memory.ToArray());
        Assert.AreEqual(0, new ElementMemory(zeros(0, 3), copy).Memory.Length);
    }

    [TestMethod]
    public void A_graph_that_is_refused_leaves_the_files_as_they_were()
    {
        using var scope = NewDisposeScope();
        File.WriteAllText(Target, "old");
        File.WriteAllText(Target + ".data", "old weights");
        var refusal = new ExportException("no");
        Assert.AreSame(refusal, Assert.ThrowsExactly<ExportException>(
            () => OnnxFile.Write(Target, GraphOf(new SampleModules.Dense(300)), 1, _ => throw refusal)));
        Assert.AreEqual(("old", "old weights"), (File.ReadAllText(Target), File.ReadAllText(Target + ".data")));
        Assert.HasCount(2, Directory.GetFileSystemEntries(_folder));
    }

    [TestMethod]
    public void A_folder_that_is_no_folder_is_told()
    {
        using var scope = NewDisposeScope();
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        var path = Path.Combine(_folder, "file", "net.onnx");
        var error = Assert.ThrowsExactly<TfaipException>(() => OnnxFile.Write(path, GraphOf(new SampleModules.Dense(3)), 1, _ => { }));
        Assert.StartsWith($"{path}: cannot be written: ", error.Message);
    }

    private static Graph GraphOf(nn.Module module)
    {
        module.eval();
        return Lowerer.Lower(
            Tracer.Trace(new() { Module = module, Inputs = [TensorSpec.Parse("x: float32[batch, 4]")] }, 0), 18, Lowerings.All).Graph;
    }
}
