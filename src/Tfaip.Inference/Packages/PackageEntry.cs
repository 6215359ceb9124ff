namespace Tfaip.Inference.Packages;

/// <summary>A checked file of a package.</summary>
/// <param name="Place">Where it lies.</param>
/// <param name="Content">Its bytes, or null where they stay on the disk.</param>
internal sealed record PackageEntry(FilePlace Place, ReadOnlyMemory<byte>? Content)
{
    /// <summary>The bytes.</summary>
    /// <exception cref="InvalidDataException">There are too many for one piece of memory.</exception>
    public ReadOnlyMemory<byte> Read()
    {
        if (Content is { } content) return content;
        if (Place.Size > Array.MaxLength)
            throw new InvalidDataException(
                $"the file has {Place.Size} bytes, more than fit into memory in one piece. Open it as a stream.");
        var bytes = new byte[Place.Size];
        using var file = Open();
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The bytes as a stream, from the first to the last.</summary>
    public Stream Open()
    {
        if (Content is { } content) return new MemoryStream(content.ToArray(), writable: false);
        return new FilePart(Place);
    }
}
