namespace Tfaip.Inference.Packages;

/// <summary>A package that is one zip file.</summary>
internal sealed class ZipPackageSource : IPackageSource
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly StoredZipReader _reader;
    private readonly Dictionary<string, ZipEntry> _entries;

    /// <exception cref="InvalidDataException">The file is not such a zip.</exception>
    public ZipPackageSource(string path)
    {
        _path = path;
        _file = Pieces.OpenFile(path);
        try
        {
            _reader = new(_file);
            var entries = _reader.ReadDirectory();
            Names = [.. entries.Select(entry => entry.Name)];
            _entries = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public IReadOnlyList<string> Names { get; }

    public bool IsOrdered => true;

    public FilePlace PlaceOf(string name) => new(_path, _entries[name].Start, _entries[name].Size);

    public ReadOnlyMemory<byte> Read(string name) => _reader.Read(_entries[name]);

    public void Read(string name, Action<ReadOnlySpan<byte>> use) => _reader.Read(_entries[name], use);

    public void Dispose() => _file.Dispose();
}
