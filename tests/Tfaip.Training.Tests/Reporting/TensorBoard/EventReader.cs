using System.Buffers.Binary;
using System.Text;

namespace Tfaip.Training.Tests.Reporting.TensorBoard;

/// <summary>
/// Reads event files from the formats' descriptions alone: TFRecord framing with a bitwise CRC-32C, and the wire format of
/// protobuf with the field numbers of event.proto and summary.proto.
/// </summary>
internal static class EventReader
{
    public static IReadOnlyList<ReadEvent> Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var events = new List<ReadEvent>();
        while (!bytes.IsEmpty)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Assert.AreEqual(Mask(Crc(bytes[..8])), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
            var data = bytes.Slice(12, length);
            Assert.AreEqual(Mask(Crc(data)), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]));
            events.Add(new(Fields(data)));
            bytes = bytes[(16 + length)..];
        }

        return events;
    }

    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
        }

        return crc ^ uint.MaxValue;
    }

    public static uint Mask(uint crc) => ((crc >> 15) | (crc << 17)) + 0xa282ead8u;

    public static ILookup<int, byte[]> Fields(ReadOnlySpan<byte> message)
    {
        var fields = new List<(int Number, byte[] Value)>();
        while (!message.IsEmpty)
        {
            var key = Varint(ref message);
            var size = (key & 7) switch { 1 => 8, 5 => 4, 2 => (int)Varint(ref message), _ => 0 };
            if ((key & 7) == 0)
            {
                var value = new byte[8];
                BinaryPrimitives.WriteUInt64LittleEndian(value, Varint(ref message));
                fields.Add(((int)(key >> 3), value));
                continue;
            }

            fields.Add(((int)(key >> 3), message[..size].ToArray()));
            message = message[size..];
        }

        return fields.ToLookup(field => field.Number, field => field.Value);
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }

    internal sealed record ReadEvent(ILookup<int, byte[]> Fields)
    {
        public double WallTime => BitConverter.ToDouble(Fields[1].Single());

        public long Step => Fields[2].Select(value => BitConverter.ToInt64(value)).SingleOrDefault();

        public string? FileVersion => Fields[3].Select(Encoding.UTF8.GetString).SingleOrDefault();

        public long? SessionStatus => Fields[7]
            .Select(log => (long?)BitConverter.ToInt64(EventReader.Fields(log)[1].Single())).SingleOrDefault();

        public ILookup<int, byte[]> Value => EventReader.Fields(EventReader.Fields(Fields[5].Single())[1].Single());

        public string Tag => Encoding.UTF8.GetString(Value[1].Single());

        public float Scalar => BitConverter.ToSingle(Value[2].Single());
    }
}
