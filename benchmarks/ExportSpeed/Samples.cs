using System.Text.Json;
using Tfaip.Export;
using Tfaip.Export.Tests.Tracing.Models;
using static TorchSharp.torch;

namespace ExportSpeed;

/// <summary>Graphs of the tests' zoo with inputs and what TorchSharp makes of them, for runtimes in other languages.</summary>
internal static class Samples
{
    private static readonly (string Name, Func<Tensor[]> Inputs)[] Chosen =
    [
        ("mlp", () => [randn(3, 6)]),
        ("resnet-50", () => [randn(2, 3, 33, 40)]),
        ("u-net", () => [randn(2, 3, 21, 18)]),
        ("convnext", () => [randn(2, 3, 37, 24)]),
        ("vit", () => [randn(2, 3, 20, 16)]),
        ("bidirectional lstm", () => [randn(3, 7, 6)]),
        ("gpt", () => [randint(0, 12, new long[] { 2, 9 }, ScalarType.Int64)]),
        ("llama block", () => [randn(2, 5, 8)]),
        ("wavenet", () => [randn(2, 1, 19)]),
        ("transformer decoder", () => [randn(2, 4, 6), randn(2, 7, 6)]),
    ];

    /// <summary>Writes <c>NAME.onnx</c> and <c>NAME.json</c> into a folder.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        using var noGradient = no_grad();
        foreach (var (name, create) in Chosen)
        {
            using var scope = NewDisposeScope();
            var model = Zoo.All[name]();
            var result = OnnxExporter.Export(model);
            model.Module.eval();
            var inputs = create();
            var outputs = Zoo.Run(model, inputs);
            File.WriteAllBytes(Path.Combine(folder, name + ".onnx"), result.Onnx.ToArray());
            File.WriteAllText(Path.Combine(folder, name + ".json"), JsonSerializer.Serialize(new
            {
                inputs = result.Inputs.Zip(inputs, (spec, tensor) => Describe(spec.Name, tensor)),
                outputs = result.Outputs.Zip(outputs, (spec, tensor) => Describe(spec.Name, tensor)),
            }));
        }
    }

    private static object Describe(string name, Tensor tensor) => new
    {
        name,
        type = tensor.dtype == ScalarType.Int64 ? "int64" : "float32",
        dims = tensor.shape,
        data = tensor.to(ScalarType.Float64).contiguous().data<double>().ToArray(),
    };
}
