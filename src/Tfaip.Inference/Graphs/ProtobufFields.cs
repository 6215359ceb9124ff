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
        var tag = ReadVariable();
        var number = (int)Math.Min(tag >> 3, int.MaxValue);
        Current = (tag & 7) switch
        {
            0 => new Field(number, ReadVariable(), default),
            1 => new Field(number, BinaryPrimitives.ReadUInt64LittleEndian(Take(8)), default),
            2 => new Field(number, 0, Take(ReadVariable())),
            5 => new Field(number, BinaryPrimitives.ReadUInt32LittleEndian(Take(4)), default),
            _ => throw Broken(),
        };
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
    public readonly ref struct Field(int number, ulong value, ReadOnlySpan<byte> bytes)
    {
        public int Number { get; } = number;

        public ulong Value { get; } = value;

        public ReadOnlySpan<byte> Bytes { get; } = bytes;
    }
}
