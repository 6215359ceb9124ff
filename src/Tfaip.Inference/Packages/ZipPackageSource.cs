namespace Tfaip.Inference.Packages;

/// <summary>A package that is one zip file, held in memory: what was checked is what is used, whatever happens to the file.</summary>
internal sealed class ZipPackageSource : IPackageSource
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files;

    /// <exception cref="InvalidDataException">The file is not such a zip.</exception>
    public ZipPackageSource(string path)
    {
        if (new FileInfo(path).Length > Array.MaxLength) throw new InvalidDataException("the file has more than 2 GB; packages of this format version are smaller.");
        var files = StoredZip.Read(File.ReadAllBytes(path));
        Names = [.. files.Select(file => file.Name)];
        _files = files.ToDictionary(file => file.Name, file => file.Content, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Names { get; }

    public bool IsOrdered => true;

    public long SizeOf(string name) => _files[name].Length;

    public ReadOnlyMemory<byte> Read(string name) => _files[name];
}
