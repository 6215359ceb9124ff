using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Tfaip.Parameters;

namespace Tfaip.Torch.Weights;

/// <summary>
/// The header of a safetensors file: eight bytes with its length (little endian), then a JSON object that names each tensor
/// with its type, its shape and where its bytes lie. Reading refuses everything that could make two readers see different
/// tensors: names given twice, holes, overlaps, sizes that do not fit the shape, bytes that belong to no tensor.
/// </summary>
internal static class SafeTensorsHeader
{
    /// <summary>Longest header that is read: the format's own limit.</summary>
    public const int LongestHeader = 100_000_000;

    /// <summary>The most tensors that are read: each takes memory, even one without an element.</summary>
    public const int MostTensors = 1 << 18;

    private const string MetadataKey = "__metadata__";
    private const int LongestShape = 64;

    /// <summary>Reads the header from the beginning of a file.</summary>
    /// <param name="stream">The file, at its beginning; afterwards at the first tensor's bytes.</param>
    /// <param name="length">The file's length.</param>
    /// <param name="fileName">The file's name, for messages.</param>
    /// <returns>The tensors in the order of their bytes.</returns>
    public static IReadOnlyList<SafeTensorEntry> Read(Stream stream, long length, string fileName)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
        {
            throw Refuse(fileName, "it ends within the length of its header");
        }

        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > LongestHeader || (long)headerLength > length - prefix.Length)
        {
            throw Refuse(fileName, string.Create(CultureInfo.InvariantCulture, $"its header is said to be {headerLength} bytes long"));
        }

        var header = new byte[headerLength];
        stream.ReadExactly(header);
        return Parse(header, length - prefix.Length - header.Length, fileName);
    }

    /// <summary>Writes the header of tensors, whose bytes are to follow in the order given.</summary>
    public static byte[] Write(IReadOnlyList<SafeTensorEntry> entries)
    {
        using var buffer = new MemoryStream();
        buffer.Write(new byte[sizeof(ulong)]);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", TorchTypes.ToSafeTensors(entry.Type));
                json.WriteStartArray("shape");
                foreach (var size in entry.Shape) json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(entry.Begin);
                json.WriteNumberValue(entry.End);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces up to a multiple of eight, so that a reader can map the tensors where they lie.
        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        var header = buffer.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)(header.Length - sizeof(ulong)));
        return header;
    }

    private static List<SafeTensorEntry> Parse(ReadOnlySpan<byte> header, long dataLength, string fileName)
    {
        if (header.IsEmpty || header[0] != (byte)'{') throw Refuse(fileName, "its header does not begin with {");
        var entries = new List<SafeTensorEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            var json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 3 });
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString()!;
                if (!names.Add(name)) throw Refuse(fileName, $"it names '{ShownNames.Short(name)}' twice");
                json.Read();
                if (name == MetadataKey) ReadMetadata(ref json, fileName);
                else entries.Add(ReadEntry(ref json, name, fileName));
                if (entries.Count > MostTensors)
                    throw Refuse(fileName, string.Create(CultureInfo.InvariantCulture, $"it has more than {MostTensors} tensors"));
            }

            if (json.Read()) throw Refuse(fileName, "something follows the object in its header");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is how the reader says that a string is not Unicode.
            throw new TfaipException($"{fileName}: not a safetensors file: its header is no valid JSON: {error.Message}", error);
        }

        entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        CheckLayout(entries, dataLength, fileName);
        return entries;
    }

    private static void ReadMetadata(ref Utf8JsonReader json, string fileName)
    {
        if (json.TokenType != JsonTokenType.StartObject) throw Refuse(fileName, $"{MetadataKey} is no object");
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!names.Add(json.GetString()!)) throw Refuse(fileName, $"{MetadataKey} gives a name twice");
            json.Read();
            if (json.TokenType != JsonTokenType.String) throw Refuse(fileName, $"{MetadataKey} has a value that is no text");
            json.GetString();
        }
    }

    private static SafeTensorEntry ReadEntry(ref Utf8JsonReader json, string name, string fileName)
    {
        if (json.TokenType != JsonTokenType.StartObject) throw Refuse(fileName, $"the entry of '{ShownNames.Short(name)}' is no object");
        (string? Type, List<long>? Shape, List<long>? Offsets) entry = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (json.GetString())
            {
                case "dtype" when entry.Type is null && json.Read() && json.TokenType == JsonTokenType.String:
                    entry.Type = json.GetString();
                    break;
                case "shape" when entry.Shape is null:
                    entry.Shape = ReadSizes(ref json, name, fileName);
                    break;
                case "data_offsets" when entry.Offsets is null:
                    entry.Offsets = ReadSizes(ref json, name, fileName);
                    break;
                default:
                    throw Refuse(fileName, $"the entry of '{ShownNames.Short(name)}' has something in it that it should not, or twice");
            }
        }

        if (entry is not ({ } type, { } shape, { Count: 2 } offsets))
        {
            throw Refuse(fileName, $"the entry of '{ShownNames.Short(name)}' must have dtype, shape and two data_offsets");
        }

        if (!TorchTypes.TryParseSafeTensors(type, out var scalarType))
        {
            throw Refuse(
                fileName,
                $"the type '{ShownNames.Short(type)}' of '{ShownNames.Short(name)}' is unknown; known are {TorchTypes.SafeTensorsNames}");
        }

        return new SafeTensorEntry(name, scalarType, shape, offsets[0], offsets[1]);
    }

    private static List<long> ReadSizes(ref Utf8JsonReader json, string name, string fileName)
    {
        var sizes = new List<long>();
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
            throw Refuse(fileName, $"the entry of '{ShownNames.Short(name)}' has no list where one belongs");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var size) || size < 0 || sizes.Count == LongestShape)
            {
                throw Refuse(
                    fileName, $"the entry of '{ShownNames.Short(name)}' has a size that is no whole number from 0 on, or too many");
            }

            sizes.Add(size);
        }

        return sizes;
    }

    private static void CheckLayout(List<SafeTensorEntry> entries, long dataLength, string fileName)
    {
        var position = 0L;
        foreach (var entry in entries)
        {
            if (entry.Begin != position) throw Refuse(fileName, $"there is a hole or an overlap before '{ShownNames.Short(entry.Name)}'");
            if (!TryGetByteCount(entry, out var bytes) || entry.End - entry.Begin != bytes)
            {
                throw Refuse(fileName, $"the bytes of '{ShownNames.Short(entry.Name)}' do not fit its shape");
            }

            position = entry.End;
        }

        if (position != dataLength)
        {
            throw Refuse(
                fileName,
                string.Create(CultureInfo.InvariantCulture, $"its tensors have {position} bytes, the file has {dataLength} for them"));
        }
    }

    private static bool TryGetByteCount(SafeTensorEntry entry, out long bytes)
    {
        // Without axes of length 0, which would make the product of any others nothing: the steps from element to element are products too.
        var product = (UInt128)TorchTypes.SizeOf(entry.Type);
        foreach (var size in entry.Shape.Where(size => size > 0))
        {
            product *= (ulong)size;
            if (product > long.MaxValue) break;
        }

        bytes = product > long.MaxValue ? -1 : entry.Shape.Contains(0) ? 0 : (long)product;
        return bytes >= 0;
    }

    private static TfaipException Refuse(string fileName, string why) => new($"{fileName}: not a valid safetensors file: {why}.");
}
