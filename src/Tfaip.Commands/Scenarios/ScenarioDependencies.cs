using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text.Json;
using Tfaip.Parameters.Files;

namespace Tfaip.Commands.Scenarios;

/// <summary>
/// Finds what a scenario's assembly references and this program does not have: beside the assembly, or in the folder of the NuGet
/// packages that its <c>.deps.json</c> names; the build of a library does not copy its packages.
/// </summary>
internal sealed class ScenarioDependencies
{
    private readonly string _folder;
    private readonly HashSet<string> _nativeFolders = [];
    private readonly Dictionary<string, string> _packageFiles = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="assembly">The full path of the scenario's assembly.</param>
    /// <param name="packageFolder">The folder of the NuGet packages.</param>
    public ScenarioDependencies(string assembly, string packageFolder)
    {
        _folder = Path.GetDirectoryName(assembly)!;
        var dependencies = Path.ChangeExtension(assembly, ".deps.json");
        if (File.Exists(dependencies)) ReadPackages(dependencies, packageFolder);
    }

    /// <summary>Where NuGet keeps the packages of this user.</summary>
    public static string PackageFolder => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The folders with its native libraries, those beside it first.</summary>
    public IReadOnlyList<string> NativeFolders =>
        [_folder, Path.Combine(_folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"), .. _nativeFolders.Order(
            StringComparer.Ordinal)];

    /// <summary>The assembly of that name, or null.</summary>
    public Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        Find(name.Name!) is { } path ? context.LoadFromAssemblyPath(path) : null;

    /// <summary>The path of the assembly of that name, or null.</summary>
    internal string? Find(string name)
    {
        var beside = Path.Combine(_folder, name + ".dll");
        return File.Exists(beside) ? beside : _packageFiles.GetValueOrDefault(name);
    }

    private void ReadPackages(string dependencies, string packageFolder)
    {
        using var json = JsonDocument.Parse(RegularFile.ReadAllBytes(dependencies));
        var libraries = json.RootElement.GetProperty("libraries");
        foreach (var target in json.RootElement.GetProperty("targets").EnumerateObject())
        {
            foreach (var library in target.Value.EnumerateObject())
            {
                if (!libraries.TryGetProperty(library.Name, out var entry) || !entry.TryGetProperty("path", out var path)) continue;
                ReadNative(library.Value, Path.Combine(packageFolder, path.GetString()!));
                if (!library.Value.TryGetProperty("runtime", out var files)) continue;
                foreach (var file in files.EnumerateObject())
                {
                    var full = Path.Combine(packageFolder, path.GetString()!, file.Name);
                    if (File.Exists(full)) _packageFiles.TryAdd(Path.GetFileNameWithoutExtension(full), full);
                }
            }
        }
    }

    private void ReadNative(JsonElement library, string package)
    {
        foreach (var group in new[] { "runtimeTargets", "native" })
        {
            if (!library.TryGetProperty(group, out var files)) continue;
            foreach (var file in files.EnumerateObject())
            {
                if (file.Value.TryGetProperty("rid", out var rid) && rid.GetString() != RuntimeInformation.RuntimeIdentifier) continue;
                var full = Path.Combine(package, file.Name);
                if (File.Exists(full)) _nativeFolders.Add(Path.GetDirectoryName(full)!);
            }
        }
    }
}
