using System.Buffers.Binary;

namespace Tfaip.Inference.Graphs;

/// <summary>The fields of one protobuf message, one after the other.</summary>
internal ref struct ProtobufFields(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The field that <see cref="MoveNext"/> read.</summary>
    public Field Current { get; private set; }

    public readonly ProtobufFields GetEnumerator() => this;

    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public bool MoveNext()
    {
        if (_rest.IsEmpty) return false;
        var whole = _rest;
        var tag = ReadVariable();
        var number = (int)Math.Min(tag >> 3, int.MaxValue);
        var value = 0UL;
        ReadOnlySpan<byte> bytes = default;
        switch (tag & 7)
        {
            case 0:
                value = ReadVariable();
                break;
            case 1:
                value = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                bytes = Take(ReadVariable());
                break;
            case 5:
                value = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw Broken();
        }

        Current = new Field(number, value, bytes, whole[..^_rest.Length]);
        return true;
    }

    private ulong ReadVariable()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw Broken();
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length) throw Broken();
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private static InvalidDataException Broken() => new("the graph is not an ONNX model: it is no protobuf message.");

    /// <summary>A field: a number where it is one, else its bytes.</summary>
    public readonly ref struct Field(int number, ulong value, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> raw)
    {
        public int Number { get; } = number;

        public ulong Value { get; } = value;

        public ReadOnlySpan<byte> Bytes { get; } = bytes;

        /// <summary>The whole field as it stands in the message, its tag included.</summary>
        public ReadOnlySpan<byte> Raw { get; } = raw;
    }
}
