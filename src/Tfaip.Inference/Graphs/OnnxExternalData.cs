using System.Text;

namespace Tfaip.Inference.Graphs;

/// <summary>
/// Finds tensors of an ONNX model whose data lies in another file. ONNX Runtime would open that file wherever it leads, so it is
/// looked for before the model is handed over: a walk over the protobuf messages that can hold a tensor (onnx.proto3).
/// </summary>
internal static class OnnxExternalData
{
    // Deeper than any model nests its subgraphs, and far from the end of the stack.
    private const int DeepestMessage = 200;

    /// <summary>The value of <see cref="DataLocationField"/> for data in another file.</summary>
    public const int ExternalLocation = 1;

    /// <summary>The field of a tensor that says where its data is.</summary>
    public const int DataLocationField = 14;

    /// <summary>The field of a tensor with the place of its data.</summary>
    public const int ExternalDataField = 13;

    private enum Message
    {
        Model,
        Graph,
        Node,
        Attribute,
        Tensor,
        SparseTensor,
        Function,
        TrainingInfo,
    }

    // The model has the graph, and the graph its initialisers: no other tensor is as near to the root.
    private const int InitializerDepth = 2;

    /// <summary>
    /// The place of the first such tensor's data, "a tensor without a place" where it has none, or null where there is no such tensor.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="own">The file that initialisers of the graph may lie in; null for none.</param>
    public static string? Find(ReadOnlySpan<byte> model, string? own = null) => Find(model, own, Message.Model, 0);

    private static string? Find(ReadOnlySpan<byte> bytes, string? own, Message message, int depth)
    {
        if (depth > DeepestMessage) throw new InvalidDataException("the graph nests deeper than any that the exporter writes.");
        var (isExternal, location) = (false, (string?)null);
        foreach (var field in new ProtobufFields(bytes))
        {
            if (message == Message.Tensor)
            {
                if (field.Number == DataLocationField) isExternal = field.Value == ExternalLocation;
                if (field.Number == ExternalDataField) location ??= LocationOf(field.Bytes, own is not null);
            }
            else if (ChildOf(message, field.Number) is { } child && Find(field.Bytes, own, child, depth + 1) is { } found)
            {
                return found;
            }
        }

        if (isExternal && own is not null && depth == InitializerDepth && location == own) return null;

        // A tensor that only names a place is as suspicious as one that says that it uses it.
        return isExternal || location is not null ? location ?? "a tensor without a place" : null;
    }

    private static Message? ChildOf(Message message, int field) => (message, field) switch
    {
        (Message.Model, 7) => Message.Graph,
        (Message.Model, 20) => Message.TrainingInfo,
        (Message.Model, 25) => Message.Function,
        (Message.TrainingInfo, 1 or 2) => Message.Graph,
        (Message.Function, 7) => Message.Node,
        (Message.Function, 11) => Message.Attribute,
        (Message.Graph, 1) => Message.Node,
        (Message.Graph, 5) => Message.Tensor,
        (Message.Graph, 15) => Message.SparseTensor,
        (Message.Node, 5) => Message.Attribute,
        (Message.Attribute, 5 or 10) => Message.Tensor,
        (Message.Attribute, 6 or 11) => Message.Graph,
        (Message.Attribute, 22 or 23) => Message.SparseTensor,
        (Message.SparseTensor, 1 or 2) => Message.Tensor,
        _ => null,
    };

    // Beside a file that is allowed, the other entries are offset and length.
    private static string? LocationOf(ReadOnlySpan<byte> entry, bool others)
    {
        var (key, value) = Entry(entry);
        return key == "location" ? value : others && key is ("offset" or "length") ? null : $"{key}={value}";
    }

    /// <summary>An entry of a tensor's external data (StringStringEntryProto: key 1, value 2).</summary>
    public static (string Key, string Value) Entry(ReadOnlySpan<byte> entry)
    {
        var (key, value) = ("", "");
        foreach (var field in new ProtobufFields(entry))
        {
            if (field.Number == 1) key = Encoding.UTF8.GetString(field.Bytes);
            if (field.Number == 2) value = Encoding.UTF8.GetString(field.Bytes);
        }

        return (key, value);
    }
}
