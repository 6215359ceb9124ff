using Tfaip.Parameters.Files;

namespace Tfaip.Inference.Packages;

/// <summary>A package that is a folder. Links in it are refused, not followed.</summary>
internal sealed class FolderPackageSource : IPackageSource
{
    private readonly SortedDictionary<string, FileInfo> _files = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">The folder holds something that a package cannot hold.</exception>
    public FolderPackageSource(string path)
    {
        AddFiles(new DirectoryInfo(path), "");
        Names = [.. _files.Keys];
    }

    public IReadOnlyList<string> Names { get; }

    public bool IsOrdered => false;

    public FilePlace PlaceOf(string name) => new(_files[name].FullName, 0, _files[name].Length);

    // A file that claims to be empty may be a pipe or a device, which would never end.
    public ReadOnlyMemory<byte> Read(string name) => _files[name].Length == 0 ? default : RegularFile.ReadAllBytes(_files[name].FullName);

    public void Read(string name, Action<ReadOnlySpan<byte>> use)
    {
        if (_files[name].Length == 0) return;
        using var file = Pieces.OpenFile(_files[name].FullName);
        Pieces.Read(file, _files[name].Length, use);
    }

    public void Dispose()
    {
    }

    private void AddFiles(DirectoryInfo folder, string prefix)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            var name = prefix + entry.Name;
            if (entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                throw new InvalidDataException($"'{name}' is a link; a package has files alone.");
            }

            if (!PackageFileName.IsPlain(name))
            {
                throw new InvalidDataException(
                    $"the package has the file '{name}', which is not a plain name: parts of letters, digits, '.', '_' and '-', with '/' "
                    + "between them.");
            }

            if (entry is DirectoryInfo inner)
            {
                AddFiles(inner, name + "/");
            }
            else
            {
                _files.Add(name, (FileInfo)entry);
            }
        }
    }
}
