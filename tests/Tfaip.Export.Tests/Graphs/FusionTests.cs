using Microsoft.ML.OnnxRuntime;
using Tfaip.Export.Graphs.Format;
using Tfaip.Export.Tests.Tracing.Models;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Graphs;

/// <summary>What the lowerings write as ONNX Runtime's fusions look for it is fused by them.</summary>
[TestClass]
public sealed class FusionTests
{
    [TestMethod]
    [DataRow("bert", 18, 1, 3)]
    [DataRow("bert", 20, 1, 3)]
    [DataRow("gpt", 18, 1, 3)]
    [DataRow("vit", 18, 2, 5)]
    [DataRow("vit", 24, 2, 5)]
    [DataRow("transformer encoder", 18, 2, 4)]
    public void Transformers_have_fused_activations_normalisations_and_scaled_products(
        string name, int opset, int blocks, int normalisations)
    {
        using var scope = NewDisposeScope();
        var graph = Optimised(ModelProto.Parser.ParseFrom(OnnxExporter.Export(Zoo.All[name](), new() { Opset = opset }).Onnx.Span)).Graph;
        int Count(string operation) => graph.Node.Count(node => node.OpType == operation);

        // The GELU of each block with the bias before it; its scores of attention with the scale in the product.
        Assert.AreEqual((blocks, 0), (Count("BiasGelu"), Count("Erf")));
        Assert.AreEqual((normalisations, 0), (Count("LayerNormalization"), Count("ReduceMean")));
        Assert.AreEqual((blocks, blocks), (Count("FusedMatMul"), Count("Softmax")));
    }

    private static ModelProto Optimised(ModelProto model)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("tfaip-fusion-").FullName, "net.onnx");
        try
        {
            using var options = new SessionOptions
            {
                OptimizedModelFilePath = path,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR
            };
            using var stream = new MemoryStream();
            using (var output = new Google.Protobuf.CodedOutputStream(stream, leaveOpen: true)) model.WriteTo(output);
            using (new InferenceSession(stream.ToArray(), options))
            {
            }

            return ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
