using System.Buffers.Binary;
using Google.Protobuf;
using Tensorboard;
using Tfaip.Parameters.Files;
using Tfaip.Training.Files;

namespace Tfaip.Training.Reporting.TensorBoard;

/// <summary>
/// An event file: records of a length and its checksum, an <see cref="Event"/>, and its checksum. Every event is handed to
/// the system at once, so that TensorBoard sees it and the end of the process cannot lose it.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const int HeaderSize = sizeof(ulong) + sizeof(uint);
    private readonly string _path;
    private readonly IGrowingFile _file;

    private EventFile(string path, IGrowingFile file) => (_path, _file) = (path, file);

    /// <summary>Begins a file anew.</summary>
    public static EventFile Create(string path, IDurableFiles files) => new(path, RunFileErrors.Named(path, () => files.OpenFile(path, 0)));

    /// <summary>Cuts a file off before the first event after a step, or before the first record that is not whole.</summary>
    public static void Truncate(string path, long step, IDurableFiles files)
    {
        var end = LengthUpTo(path, step);
        RunFileErrors.Named(path, () => files.OpenFile(path, end).Dispose());
    }

    /// <summary>The events of a file, up to the first that is torn or damaged.</summary>
    public static IEnumerable<Event> ReadAll(string path)
    {
        using var stream = RunFileErrors.Read(path, () => RegularFile.OpenRead(path));
        while (Read(stream) is { } read) yield return read;
    }

    public void Append(Event value)
    {
        var data = value.ToByteArray();
        var record = new byte[HeaderSize + data.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(ulong)), Crc32C.Masked(record.AsSpan(0, sizeof(ulong))));
        data.CopyTo(record, HeaderSize);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(HeaderSize + data.Length), Crc32C.Masked(data));
        RunFileErrors.Named(_path, () => _file.Append(record));
    }

    public void Dispose() => _file.Dispose();

    private static long LengthUpTo(string path, long step)
    {
        using var stream = RunFileErrors.Read(path, () => RegularFile.OpenRead(path));
        var end = 0L;
        while (Read(stream) is { } read && read.Step <= step) end = stream.Position;
        return end;
    }

    // The next event; null at the end and where a record is torn or damaged.
    private static Event? Read(FileStream stream)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        if (stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(ulong)..]) != Crc32C.Masked(header[..sizeof(ulong)])) return null;

        var length = BinaryPrimitives.ReadUInt64LittleEndian(header);
        if (length > int.MaxValue - sizeof(uint) || (long)length + sizeof(uint) > stream.Length - stream.Position) return null;

        var data = new byte[length + sizeof(uint)];
        stream.ReadExactly(data);
        var payload = data.AsSpan(0, (int)length);
        return BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan((int)length)) == Crc32C.Masked(payload)
            ? Parse(payload.ToArray())
            : null;
    }

    // The check sum says that it is what was written, not who wrote it.
    private static Event? Parse(byte[] payload)
    {
        try
        {
            return Event.Parser.ParseFrom(payload);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
