using System.Runtime.InteropServices;

namespace Tfaip.Inference.Tests.Support;

/// <summary>Small ONNX models, field by field of onnx.proto3 (IR version 8, operator set 18).</summary>
public static class TinyOnnx
{
    public const int Float = 1;
    public const int UInt8 = 2;
    public const int Int8 = 3;
    public const int Int16 = 5;
    public const int Int32 = 6;
    public const int Int64 = 7;
    public const int Bool = 9;
    public const int Float16 = 10;
    public const int Double = 11;

    /// <summary>
    /// logits = flatten(image) · weight, over image: float32[batch, 1, side, side]; column c of the weight sums the pixels p with p mod
    /// classes = c.
    /// </summary>
    public static byte[] Classifier(int side = 2, int classes = 2)
    {
        var weight = new float[side * side * classes];
        for (var p = 0; p < side * side; p++) weight[(p * classes) + (p % classes)] = 1;
        return Model(
            [Node("Flatten", ["image"], ["flat"], IntegerAttribute("axis", 1)), Node("MatMul", ["flat", "weight"], ["logits"])],
            [Tensor("weight", [side * side, classes], weight)],
            [Value("image", Float, "batch", 1, side, side)],
            [Value("logits", Float, "batch", classes)]);
    }

    /// <summary>y = x of any element type and shape, as Identity.</summary>
    public static byte[] Identity(int type, params object[] shape) =>
        Model([Node("Identity", ["x"], ["y"])], [], [Value("x", type, shape)], [Value("y", type, shape)]);

    /// <summary>sum = a + b over a: float32[batch, time], b: float32[batch, time].</summary>
    public static byte[] Sum() => Model(
        [Node("Add", ["a", "b"], ["sum"])],
        [],
        [Value("a", Float, "batch", "time"), Value("b", Float, "batch", "time")],
        [Value("sum", Float, "batch", "time")]);

    public static byte[] Model(Protobuf[] nodes, Protobuf[] initializers, Protobuf[] inputs, Protobuf[] outputs)
    {
        var graph = new Protobuf();
        foreach (var node in nodes) graph.Message(1, node);
        graph.Text(2, "tiny");
        foreach (var initializer in initializers) graph.Message(5, initializer);
        foreach (var input in inputs) graph.Message(11, input);
        foreach (var output in outputs) graph.Message(12, output);
        return new Protobuf().Number(1, 8).Message(7, graph).Message(8, new Protobuf().Text(1, "").Number(2, 18)).ToArray();
    }

    public static Protobuf Node(string operation, string[] inputs, string[] outputs, params Protobuf[] attributes)
    {
        var node = new Protobuf();
        foreach (var input in inputs) node.Text(1, input);
        foreach (var output in outputs) node.Text(2, output);
        node.Text(4, operation);
        foreach (var attribute in attributes) node.Message(5, attribute);
        return node;
    }

    public static Protobuf IntegerAttribute(string name, long value) => new Protobuf().Text(1, name).Number(3, value).Number(20, 2);

    public static Protobuf Tensor(string name, long[] shape, float[] values)
    {
        var tensor = new Protobuf();
        foreach (var length in shape) tensor.Number(1, length);
        return tensor.Number(2, Float).Text(8, name).Bytes(9, MemoryMarshal.AsBytes<float>(values));
    }

    public static Protobuf ExternalTensor(string name, long[] shape, string location)
    {
        var tensor = new Protobuf();
        foreach (var length in shape) tensor.Number(1, length);
        return tensor.Number(2, Float).Text(8, name).Message(13, new Protobuf().Text(1, "location").Text(2, location)).Number(14, 1);
    }

    public static Protobuf Value(string name, int type, params object[] shape)
    {
        var axes = new Protobuf();
        foreach (var size in shape)
            axes.Message(1, size is string free ? new Protobuf().Text(2, free) : new Protobuf().Number(1, (int)size));
        return new Protobuf().Text(1, name).Message(2, new Protobuf().Message(1, new Protobuf().Number(1, type).Message(2, axes)));
    }
}
