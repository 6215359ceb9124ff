namespace Tfaip.Inference.Packages;

/// <summary>
/// The zip form of a package: one file after the other, stored, then the directory. For given files there is exactly one
/// such zip, byte for byte; the reader accepts no other.
/// </summary>
public static class StoredZip
{
    /// <summary>Writes the files in their order.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="files">The files; plain names, all different, 2 GB together at most.</param>
    /// <exception cref="ArgumentException">A name is not plain or there twice.</exception>
    public static void Write(Stream stream, IReadOnlyList<PackageFile> files)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(files);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using var directory = new MemoryStream();
        var offset = 0;
        foreach (var (name, content) in files)
        {
            if (!PackageFileName.IsPlain(name)) throw new ArgumentException($"'{name}' is not a plain name.", nameof(files));
            if (!names.Add(name)) throw new ArgumentException($"There are two files '{name}'.", nameof(files));
            var (crc, size) = (Crc32.Of(content.Span), (uint)content.Length);
            var local = ZipRecords.Local(name, crc, size);
            stream.Write(local);
            stream.Write(content.Span);
            directory.Write(ZipRecords.Central(name, crc, size, (uint)offset));
            offset = checked(offset + local.Length + content.Length);
        }

        stream.Write(directory.GetBuffer().AsSpan(0, (int)directory.Length));
        stream.Write(ZipRecords.End(files.Count, (uint)directory.Length, (uint)offset));
    }

    /// <summary>Reads what <see cref="Write"/> wrote. The contents are parts of <paramref name="zip"/>, not copies.</summary>
    /// <exception cref="InvalidDataException">The bytes are anything else; the message says what is wrong.</exception>
    public static IReadOnlyList<PackageFile> Read(ReadOnlyMemory<byte> zip) => new StoredZipReader(zip).Read();
}
