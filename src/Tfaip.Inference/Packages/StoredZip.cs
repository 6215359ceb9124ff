namespace Tfaip.Inference.Packages;

/// <summary>
/// The zip form of a package: one file after the other, stored, then the directory. For given files there is exactly one
/// such zip, byte for byte; the reader accepts no other.
/// </summary>
public static class StoredZip
{
    /// <summary>Writes the files in their order.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="files">The files; plain names, all different.</param>
    /// <exception cref="ArgumentException">A name is not plain or there twice.</exception>
    public static void Write(Stream stream, IReadOnlyList<PackageFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        WriteParts(stream, [.. files.Select(PackagePart.Of)]);
    }

    /// <summary>Writes the files in their order, piece by piece: they may be of any size.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="parts">
    /// The files; plain names, all different. Each is read twice, since its check sum stands before its content.
    /// </param>
    /// <exception cref="ArgumentException">A name is not plain or there twice.</exception>
    public static void WriteParts(Stream stream, IReadOnlyList<PackagePart> parts)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(parts);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using var directory = new MemoryStream();
        var offset = 0L;
        foreach (var part in parts)
        {
            if (!PackageFileName.IsPlain(part.Name)) throw new ArgumentException($"'{part.Name}' is not a plain name.", nameof(parts));
            if (!names.Add(part.Name)) throw new ArgumentException($"There are two files '{part.Name}'.", nameof(parts));
            var entry = new ZipEntry(part.Name, CrcOf(part), part.Size, offset);
            var local = ZipRecords.Local(entry);
            stream.Write(local);
            using (var content = part.Open()) Pieces.Read(content, part.Size, stream.Write);
            directory.Write(ZipRecords.Central(entry));
            offset += local.Length + part.Size;
        }

        stream.Write(directory.GetBuffer().AsSpan(0, (int)directory.Length));
        stream.Write(ZipRecords.End(parts.Count, directory.Length, offset));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are anything else; the message says what is wrong.</exception>
    public static IReadOnlyList<PackageFile> Read(ReadOnlyMemory<byte> zip)
    {
        using var stream = new MemoryStream(zip.ToArray(), writable: false);
        var reader = new StoredZipReader(stream);
        return [.. reader.ReadDirectory().Select(entry => new PackageFile(entry.Name, reader.Read(entry)))];
    }

    private static uint CrcOf(PackagePart part)
    {
        var crc = new Crc32();
        using var content = part.Open();
        Pieces.Read(content, part.Size, piece => crc.Add(piece));
        return crc.Value;
    }
}
