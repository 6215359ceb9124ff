namespace Tfaip.Inference.Graphs;

/// <summary>Writes a protobuf message, field by field.</summary>
internal sealed class ProtobufBytes
{
    private readonly List<byte> _bytes = [];

    /// <summary>Adds a field as it was read.</summary>
    public void Add(ProtobufFields.Field field) => _bytes.AddRange(field.Raw);

    /// <summary>Adds a field of bytes: a text or a message.</summary>
    public void Add(int number, ReadOnlySpan<byte> content)
    {
        const int LengthDelimited = 2;
        WriteVariable(((ulong)number << 3) | LengthDelimited);
        WriteVariable((ulong)content.Length);
        _bytes.AddRange(content);
    }

    /// <summary>The message.</summary>
    public byte[] ToArray() => [.. _bytes];

    private void WriteVariable(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
