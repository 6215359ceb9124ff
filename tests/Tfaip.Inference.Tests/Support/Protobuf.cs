using System.Text;

namespace Tfaip.Inference.Tests.Support;

/// <summary>A protobuf message under construction; enough of the wire format to write ONNX models.</summary>
public sealed class Protobuf
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public Protobuf Number(int field, long value)
    {
        Variable((ulong)field << 3);
        Variable((ulong)value);
        return this;
    }

    public Protobuf Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Variable(((ulong)field << 3) | 2);
        Variable((ulong)bytes.Length);
        _bytes.AddRange(bytes);
        return this;
    }

    public Protobuf Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public Protobuf Message(int field, Protobuf message) => Bytes(field, message.ToArray());

    private void Variable(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
