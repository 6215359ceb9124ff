using Tfaip.Inference.Packages;
using Tfaip.Parameters.Resources;

namespace Tfaip.Export.Packaging;

/// <summary>
/// Gives files that lie in any folders names in one: their own, made plain, and numbered where another file has that name already
/// (<c>labels.txt</c>, <c>labels-2.txt</c>). The same files in the same order get the same names.
/// </summary>
internal sealed class ResourceNames
{
    private const int LongestName = 200;

    private readonly Dictionary<ResourceFile, string> _names = [];
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The files that have a name, sorted by it (ordinal).</summary>
    public IEnumerable<(ResourceFile Resource, string Name)> All =>
        _names.Select(entry => (entry.Key, entry.Value)).OrderBy(entry => entry.Value, StringComparer.Ordinal);

    /// <summary>The name of a file; each call for one file gives the same one.</summary>
    public string Of(ResourceFile resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (_names.TryGetValue(resource, out var known)) return known;
        var plain = Plain(Path.GetFileName(resource.Path));
        var name = plain;
        for (var number = 2; !_taken.Add(name); number++)
            name = $"{Path.GetFileNameWithoutExtension(plain)}-{number}{Path.GetExtension(plain)}";
        return _names[resource] = name;
    }

    private static string Plain(string name)
    {
        var plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_'));
        if (plain.Length > LongestName) plain = plain[^LongestName..];
        if (plain.StartsWith('.')) plain = $"_{plain[1..]}";
        if (plain.EndsWith('.')) plain = $"{plain[..^1]}_";
        return PackageFileName.IsPlain(plain) ? plain : "resource";
    }
}
