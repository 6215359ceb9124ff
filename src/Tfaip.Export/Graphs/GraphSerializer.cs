using System.Reflection;
using Google.Protobuf;
using Tfaip.Export.Graphs.Format;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Requests;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Graphs;

/// <summary>Writes a graph as an ONNX file: the same graph, the same bytes.</summary>
internal static class GraphSerializer
{
    private const string Producer = "tfaip";

    /// <summary>The bytes that a file of Protocol Buffers can hold.</summary>
    public const long LargestFile = int.MaxValue;

    /// <summary>The bytes of the file.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="intermediates">Values to give as outputs too, for finding a difference.</param>
    public static byte[] Serialize(Graph graph, IReadOnlyList<GraphValue>? intermediates = null)
    {
        using var copy = new ElementMemory.Place();
        return ToProto(graph, copy, intermediates).ToByteArray();
    }

    /// <summary>The graph in the file format, to be written once: its weights are read where they lie.</summary>
    /// <param name="graph">The graph, which has to live as long.</param>
    /// <param name="copy">The place of what has to be copied, a tensor at a time.</param>
    /// <param name="intermediates">Values to give as outputs too, for finding a difference.</param>
    public static ModelProto ToProto(Graph graph, ElementMemory.Place copy, IReadOnlyList<GraphValue>? intermediates = null)
    {
        var bytes = WeightBytes(graph);
        if (bytes > LargestFile)
        {
            throw new ExportException(
                $"The weights take {bytes} bytes; what is exported into memory or in float16 holds at most {LargestFile}. Export the model "
                + "to a package or an ONNX file, which keep them beside the graph, or in smaller parts.");
        }

        return ToProto(graph, intermediates ?? [], value =>
        {
            var proto = Describe(value);
            proto.RawData = UnsafeByteOperations.UnsafeWrap(new ElementMemory(value.Constant!, copy).Memory);
            return proto;
        });
    }

    /// <summary>Whether a graph's bytes can be in one piece.</summary>
    public static bool CanSerialize(Graph graph) => WeightBytes(graph) <= LargestFile;

    /// <summary>The bytes that the initialisers take.</summary>
    public static long WeightBytes(Graph graph) => graph.Initializers.Sum(value => WeightBytes(value.Constant!));

    /// <summary>The bytes that a tensor takes.</summary>
    public static long WeightBytes(Tensor tensor) => tensor.numel() * tensor.element_size();

    /// <summary>The graph in the file format.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="initializer">Makes the entry of an initialiser.</param>
    public static ModelProto ToProto(Graph graph, Func<GraphValue, TensorProto> initializer) => ToProto(graph, [], initializer);

    /// <summary>Writes a tensor's elements in row-major order, little-endian, piece by piece.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="piece">Elements that are written at once.</param>
    public static void Write(Tensor tensor, Stream stream, long piece = 1 << 24)
    {
        using var scope = NewDisposeScope();
        var flat = tensor.detach().cpu().contiguous().flatten();
        for (var start = 0L; start < flat.shape[0]; start += piece)
        {
            using var part = flat.narrow(0, start, Math.Min(piece, flat.shape[0] - start));
            stream.Write(part.bytes);
        }
    }

    /// <summary>A tensor's elements in row-major order, little-endian.</summary>
    public static byte[] Bytes(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().contiguous().bytes.ToArray();
    }

    /// <summary>A graph inside of a node.</summary>
    public static GraphProto ToProto(GraphBody body)
    {
        var proto = new GraphProto { Name = "body" };
        proto.Input.AddRange(body.Inputs.Select(input => Info(input, null)));
        proto.Output.AddRange(body.Outputs.Select(output => Info(output, null)));
        proto.Initializer.AddRange(body.Initializers.Select(ToProto));
        proto.Node.AddRange(body.Nodes.Select(ToProto));
        return proto;
    }

    /// <summary>An initialiser with its elements.</summary>
    public static TensorProto ToProto(GraphValue value)
    {
        var proto = Describe(value);
        proto.RawData = UnsafeByteOperations.UnsafeWrap(Bytes(value.Constant!));
        return proto;
    }

    /// <summary>An initialiser without its elements.</summary>
    public static TensorProto Describe(GraphValue value)
    {
        var proto = new TensorProto { Name = value.Name, DataType = (int)OnnxTypes.ToOnnx(value.Type) };
        proto.Dims.AddRange(value.Constant!.shape);
        return proto;
    }

    private static ModelProto ToProto(Graph graph, IReadOnlyList<GraphValue> intermediates, Func<GraphValue, TensorProto> initializer)
    {
        var proto = new GraphProto { Name = "model" };
        proto.Input.AddRange(graph.Inputs.Select(input => Info(input.Value, input.Shape)));
        proto.Output.AddRange(graph.Outputs.Select(output => Info(output.Value, output.Shape)));
        proto.Output.AddRange(intermediates.Select(value => Info(value, null)));
        proto.Initializer.AddRange(graph.Initializers.Select(initializer));
        proto.Node.AddRange(graph.Nodes.Select(ToProto));
        return new ModelProto
        {
            IrVersion = IrVersion(graph.Opset),
            ProducerName = Producer,
            ProducerVersion = Version(),
            Graph = proto,
            OpsetImport = { new OperatorSetIdProto { Version = graph.Opset } },
        };
    }

    // The version of the file format that each operator set came with.
    private static long IrVersion(int opset) => opset switch { <= 18 => 8, <= 20 => 9, <= 22 => 10, 23 => 11, 24 => 12, _ => 13 };

    private static string Version() =>
        typeof(GraphSerializer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static NodeProto ToProto(GraphNode node)
    {
        var proto = new NodeProto { Name = node.Name, OpType = node.Operation, DocString = node.Line };
        proto.Input.AddRange(node.Inputs.Select(input => input?.Name ?? ""));
        proto.Output.AddRange(node.Outputs.Select(output => output.Name));
        proto.Attribute.AddRange(node.Attributes.Select(attribute => attribute.ToProto()));
        return proto;
    }

    private static ValueInfoProto Info(GraphValue value, IReadOnlyList<Size>? shape)
    {
        var type = new TypeProto.Types.Tensor { ElemType = (int)OnnxTypes.ToOnnx(value.Type) };
        if (shape is not null)
        {
            type.Shape = new TensorShapeProto();
            type.Shape.Dim.AddRange(shape.Select(size => size is FixedSize { Value: var length }
                ? new TensorShapeProto.Types.Dimension { DimValue = length }
                : new TensorShapeProto.Types.Dimension { DimParam = size.ToString() }));
        }

        return new ValueInfoProto { Name = value.Name, Type = new TypeProto { TensorType = type } };
    }
}
