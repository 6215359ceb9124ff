using System.Globalization;
using Google.Protobuf;
using Tfaip.Export.Graphs.Format;

namespace Tfaip.Export.Graphs;

/// <summary>A constant argument of an operator.</summary>
/// <param name="Name">Its name in the operator's definition.</param>
/// <param name="Value">A long, double, string, array of longs or strings, or a <see cref="GraphBody"/>.</param>
internal readonly record struct GraphAttribute(string Name, object Value)
{
    public static implicit operator GraphAttribute((string Name, long Value) attribute) => new(attribute.Name, attribute.Value);

    public static implicit operator GraphAttribute((string Name, double Value) attribute) => new(attribute.Name, attribute.Value);

    public static implicit operator GraphAttribute((string Name, string Value) attribute) => new(attribute.Name, attribute.Value);

    public static implicit operator GraphAttribute((string Name, long[] Value) attribute) => new(attribute.Name, attribute.Value);

    public static implicit operator GraphAttribute((string Name, string[] Value) attribute) => new(attribute.Name, attribute.Value);

    public static implicit operator GraphAttribute((string Name, GraphBody Value) attribute) => new(attribute.Name, attribute.Value);

    /// <summary>The attribute in the file format.</summary>
    public AttributeProto ToProto()
    {
        var proto = new AttributeProto { Name = Name };
        switch (Value)
        {
            case long i:
                (proto.Type, proto.I) = (AttributeProto.Types.AttributeType.Int, i);
                break;
            case double f:
                (proto.Type, proto.F) = (AttributeProto.Types.AttributeType.Float, (float)f);
                break;
            case string s:
                (proto.Type, proto.S) = (AttributeProto.Types.AttributeType.String, ByteString.CopyFromUtf8(s));
                break;
            case long[] ints:
                proto.Type = AttributeProto.Types.AttributeType.Ints;
                proto.Ints.AddRange(ints);
                break;
            case string[] strings:
                proto.Type = AttributeProto.Types.AttributeType.Strings;
                proto.Strings.AddRange(strings.Select(ByteString.CopyFromUtf8));
                break;
            case GraphBody body:
                (proto.Type, proto.G) = (AttributeProto.Types.AttributeType.Graph, GraphSerializer.ToProto(body));
                break;
            default:
                throw new InvalidOperationException($"An attribute cannot hold a {Value.GetType()}.");
        }

        return proto;
    }

    /// <inheritdoc/>
    public override string ToString() => Value switch
    {
        long[] ints => $"{Name}=[{string.Join(',', ints)}]",
        string[] strings => $"{Name}=[{string.Join(',', strings)}]",
        GraphBody body => $"{Name}={body.Outputs[0].Name}",
        double f => string.Create(CultureInfo.InvariantCulture, $"{Name}={f:R}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Name}={Value}"),
    };
}
