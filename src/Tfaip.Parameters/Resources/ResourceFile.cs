using Tfaip.Parameters.Files;

namespace Tfaip.Parameters.Resources;

/// <summary>
/// A file that a model needs to answer: an alphabet, a vocabulary, a list of labels. A parameter of this type is a path in a
/// configuration, relative to the file that names it. The export copies the file into the package, where the parameter names the copy;
/// whoever has the parameter reads the content in the same way in training and in an application.
/// </summary>
/// <remarks>Two are equal if they have the same path and the same source. Folders are no resources; take a list of files.</remarks>
public sealed class ResourceFile : IEquatable<ResourceFile>
{
    private readonly Func<string, ReadOnlyMemory<byte>>? _read;

    /// <summary>A file on disk; nothing is read yet.</summary>
    public ResourceFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>A file that a source has by name.</summary>
    /// <param name="path">The name.</param>
    /// <param name="read">Gives the content for the name.</param>
    internal ResourceFile(string path, Func<string, ReadOnlyMemory<byte>> read)
        : this(path)
    {
        ArgumentNullException.ThrowIfNull(read);
        _read = read;
    }

    /// <summary>The path, absolute in a bound configuration; in a package the name there, such as <c>resources/labels.txt</c>.</summary>
    public string Path { get; }

    /// <summary>Where the configuration names the file; null where nobody knows.</summary>
    internal Origin? Origin { get; init; }

    /// <summary>The content.</summary>
    /// <exception cref="TfaipException">The file is missing or cannot be read; the message says where it is named.</exception>
    public ReadOnlyMemory<byte> ReadBytes() => _read is null ? ReadFile() : _read(Path);

    /// <summary>The content as text: UTF-8, without a byte order mark.</summary>
    /// <exception cref="TfaipException">The file cannot be read, or is not UTF-8; the message names line and column.</exception>
    public string ReadText() => Utf8Text.Decode(ReadBytes().Span, Path);

    /// <summary>
    /// The lines of the text, which end with LF or CR LF. Empty lines count, but there is none after the last line's end.
    /// </summary>
    /// <exception cref="TfaipException">
    /// The file cannot be read, is not UTF-8, or ends its lines with CR alone; the message names line and column.
    /// </exception>
    public IReadOnlyList<string> ReadLines()
    {
        var text = ReadText();
        LineEnds.Check(text, Path);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length - 1; i++)
        {
            if (lines[i].EndsWith('\r')) lines[i] = lines[i][..^1];
        }

        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    /// <summary>The content as a stream that can be read and sought in.</summary>
    /// <exception cref="TfaipException">The file is missing or cannot be read; the message says where it is named.</exception>
    public Stream OpenRead()
    {
        var content = ReadBytes();
        return System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out var bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
    }

    /// <inheritdoc/>
    public bool Equals(ResourceFile? other) => other is not null && Path == other.Path && Equals(_read, other._read);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceFile);

    /// <inheritdoc/>
    public override int GetHashCode() => Path.GetHashCode(StringComparison.Ordinal);

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    private byte[] ReadFile()
    {
        var fullPath = System.IO.Path.GetFullPath(Path);
        if (Directory.Exists(fullPath))
            throw Error($"resource {fullPath} is a folder; a resource is one file. Name a file, or a list of files.");
        try
        {
            return RegularFile.ReadAllBytes(fullPath);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Error($"resource {fullPath} does not exist. Put the file there, or correct the path in the configuration.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Error($"resource {fullPath} cannot be read: {error.Message}", error);
        }
    }

    private TfaipException Error(string what, Exception? cause = null) =>
        new(Origin is null or DefaultOrigin ? $"The {what}" : $"{Origin}: the {what}", cause);
}
