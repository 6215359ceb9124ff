using System.Security.Cryptography;
using System.Text;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Manifests;

namespace Tfaip.Inference.Packages;

/// <summary>
/// A model package, open for reading. Everything was checked when it was opened: the files are exactly those that the manifest
/// lists, each with its size and hash. Weights that lie beside a graph stay on the disk; every other file is in memory.
/// </summary>
public sealed class Package : IDisposable
{
    private Dictionary<string, PackageEntry>? _files;

    private Package(string path, Manifest manifest, Dictionary<string, PackageEntry> files, PackageResources resources)
    {
        (Path, Manifest, _files) = (path, manifest, files);
        resources.Fill(manifest.Resources, file => files[file].Read());
        Resources = manifest.Resources.ToDictionary(entry => entry.Name, entry => new ResourceFile(entry.File, resources.Read));
    }

    /// <summary>The path that the package was opened by.</summary>
    public string Path { get; }

    /// <summary>What the package says of itself.</summary>
    public Manifest Manifest { get; }

    /// <summary>The resources by the parameters that name them; they stay readable when the package is disposed.</summary>
    public IReadOnlyDictionary<string, ResourceFile> Resources { get; }

    /// <summary>Opens a package: a file, or a folder with the same content.</summary>
    /// <param name="path">The path.</param>
    /// <param name="catalog">The processors that the manifest may name.</param>
    /// <exception cref="TfaipException">There is no package, or something about it is not as it must be; the message says what.</exception>
    public static Package Open(string path, VariantCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Guarded(path, source =>
        {
            var resources = new PackageResources(path);
            var manifest = ReadManifest(source, path, catalog, resources);
            return new Package(path, manifest, ReadFiles(source, manifest), resources);
        });
    }

    /// <summary>
    /// The text of the run's resolved parameter tree, read without the manifest: it names the scenario, whose processors the manifest may
    /// name. Nothing is checked; <see cref="Open"/> does that.
    /// </summary>
    /// <exception cref="TfaipException">There is no package, or it has no such file.</exception>
    public static string ReadConfig(string path) => Guarded(path, source => source.Names.Contains(Manifest.ConfigFileName)
        ? Encoding.UTF8.GetString(source.Read(Manifest.ConfigFileName).Span)
        : throw new InvalidDataException($"this is not a package of a run: it has no {Manifest.ConfigFileName}."));

    /// <summary>The content of a file that the manifest lists.</summary>
    /// <exception cref="TfaipException">The package has no such file, or it is too large to be in memory in one piece.</exception>
    /// <exception cref="ObjectDisposedException">The package was disposed.</exception>
    public ReadOnlyMemory<byte> ReadFile(string name) => Guarded(Path, () => Find(name).Read());

    /// <summary>Opens a file that the manifest lists, of any size.</summary>
    /// <exception cref="TfaipException">The package has no such file, or it cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The package was disposed.</exception>
    public Stream OpenFile(string name) => Guarded(Path, () => Find(name).Open());

    /// <summary>Lets go of the contents.</summary>
    public void Dispose() => _files = null;

    /// <summary>Where the weights of a graph lie; null where they are in the graph.</summary>
    internal FilePlace? WeightsOf(GraphEntry graph)
    {
        ObjectDisposedException.ThrowIf(_files is null, this);
        return _files.GetValueOrDefault(Manifest.WeightsOf(graph.File))?.Place;
    }

    private PackageEntry Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ObjectDisposedException.ThrowIf(_files is null, this);
        return _files.TryGetValue(name, out var file)
            ? file
            : throw new TfaipException($"{Path}: the package has no file '{name}'; it has {string.Join(", ", _files.Keys)}.");
    }

    private static T Guarded<T>(string path, Func<IPackageSource, T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Guarded(path, () =>
        {
            using IPackageSource source = Directory.Exists(path) ? new FolderPackageSource(path) : new ZipPackageSource(path);
            return read(source);
        });
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException error)
        {
            throw new TfaipException($"{path}: {error.Message}", error);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TfaipException($"{path}: there is no such model package, neither a file nor a folder.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: the model package cannot be read: {error.Message}", error);
        }
    }

    private static Manifest ReadManifest(IPackageSource source, string path, VariantCatalog catalog, PackageResources resources) =>
        source.Names.Contains(Manifest.FileName)
            ? ManifestJson.Read(source.Read(Manifest.FileName).Span, catalog, $"{path}/{Manifest.FileName}", resources.Read)
            : throw new InvalidDataException($"this is not a model package: it has no {Manifest.FileName}.");

    private static Dictionary<string, PackageEntry> ReadFiles(IPackageSource source, Manifest manifest)
    {
        string[] listed = [Manifest.FileName, .. manifest.Files.Select(file => file.Name)];
        foreach (var name in source.Names.Except(listed))
            throw new InvalidDataException(
                $"the package has the file '{name}', which its manifest does not list. Copy or export it again.");
        foreach (var name in listed.Except(source.Names))
            throw new InvalidDataException($"the file '{name}' is missing, which the manifest lists. Copy or export the package again.");
        if (source.IsOrdered && !source.Names.SequenceEqual(listed))
            throw new InvalidDataException("the files of the package are not in the order of its manifest. Export it again.");

        string[] apart = [.. manifest.GraphNames.Select(name => Manifest.WeightsOf(manifest.FindGraph(name)!.File))];
        var files = new Dictionary<string, PackageEntry>(StringComparer.Ordinal);
        foreach (var (name, size, hash) in manifest.Files)
        {
            var place = source.PlaceOf(name);
            if (place.Size != size) throw Changed(name, $"it has {place.Size} bytes, the manifest says {size}");
            var entry = new PackageEntry(place, apart.Contains(name) ? default(ReadOnlyMemory<byte>?) : source.Read(name));
            if (HashOf(source, name, entry) != hash) throw Changed(name, "its SHA-256 is not the one in the manifest");
            files.Add(name, entry);
        }

        return files;
    }

    private static string HashOf(IPackageSource source, string name, PackageEntry entry)
    {
        if (entry.Content is { } content) return Convert.ToHexStringLower(SHA256.HashData(content.Span));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        source.Read(name, hash.AppendData);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static InvalidDataException Changed(string name, string how) =>
        new($"the file '{name}' was changed: {how}. Copy or export the package again.");
}
