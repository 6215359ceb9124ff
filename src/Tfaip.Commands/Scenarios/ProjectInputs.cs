using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tfaip.Parameters.Files;

namespace Tfaip.Commands.Scenarios;

/// <summary>
/// What decides where a project's assembly is built: the project, the files that MSBuild imports into it, and the environment
/// variables that may be its properties. The SDK itself and NuGet's packages are taken for what they are: they do not change.
/// </summary>
internal static partial class ProjectInputs
{
    private static readonly string[] FilesOfFolders =
        [
            "Directory.Build.props",
            "Directory.Build.targets",
            "Directory.Build.rsp",
            "Directory.Packages.props",
            "MSBuild.rsp",
            "global.json"
        ];

    // Those that the SDK reads for the path of an assembly.
    private static readonly string[] Variables =
    [
        "ArtifactsPath", "AssemblyName", "BaseIntermediateOutputPath", "BaseOutputPath", "Configuration",
        "CustomBeforeMicrosoftCommonProps",
        "CustomAfterMicrosoftCommonTargets", "DirectoryBuildPropsPath", "DirectoryBuildTargetsPath", "MSBuildExtensionsPath",
        "MSBuildSDKsPath",
        "MSBuildUserExtensionsPath", "OutDir", "OutputPath", "Platform", "RuntimeIdentifier", "TargetExt", "TargetFramework",
        "TargetFrameworks",
        "TargetName", "TargetPath", "UseArtifactsOutput",
    ];

    /// <summary>A hash of all of it; null where a file is imported from a place that only MSBuild can tell.</summary>
    public static string? HashOf(string project, string configuration)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var variables = new SortedSet<string>(Variables, StringComparer.OrdinalIgnoreCase);
        Add(hash, $"1\n{configuration}\n{Environment.Version}\n");
        var open = new Queue<string>(FilesFor(project));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryDequeue(out var file))
        {
            if (!seen.Add(file)) continue;
            var text = File.Exists(file) ? Encoding.UTF8.GetString(RegularFile.ReadAllBytes(file)) : "";
            Add(hash, $"{file}\n{text.Length}\n{text}\n");
            foreach (Match property in Property().Matches(text)) variables.Add(property.Groups[1].Value);
            // What NuGet writes imports from its packages alone.
            if (file.EndsWith(".nuget.g.props", StringComparison.Ordinal) || file.EndsWith(".nuget.g.targets", StringComparison.Ordinal))
                continue;
            foreach (Match import in Import().Matches(text))
            {
                if (!TryResolve(import.Groups[1].Value + import.Groups[2].Value, Path.GetDirectoryName(file)!, out var imported))
                    return null;
                if (imported is not null) open.Enqueue(imported);
            }
        }

        foreach (var name in variables) Add(hash, $"{name}={Environment.GetEnvironmentVariable(name)}\n");
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> FilesFor(string project)
    {
        yield return project;
        yield return project + ".user";
        var folder = Path.GetDirectoryName(project)!;
        var intermediate = Path.Combine(folder, "obj");
        if (Directory.Exists(intermediate))
        {
            var name = Path.GetFileName(project);
            foreach (var file in Directory.EnumerateFiles(intermediate, name + ".*.props")
                    .Concat(Directory.EnumerateFiles(intermediate, name + ".*.targets")).Order(StringComparer.Ordinal))
                yield return file;
        }

        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            foreach (var file in FilesOfFolders.Select(name => Path.Combine(above, name)).Where(File.Exists)) yield return file;
        }
    }

    // Null where the file is among those of the folders above.
    private static bool TryResolve(string import, string folder, out string? path)
    {
        path = null;
        if (FilesOfFolders.Any(name => import.Contains($"GetPathOfFileAbove('{name}'", StringComparison.Ordinal))) return true;
        import = import.Replace("$(MSBuildThisFileDirectory)", folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (import.Contains('$') || import.Contains('*') || import.Contains('&')) return false;
        path = Path.GetFullPath(import.Replace('\\', Path.DirectorySeparatorChar), folder);
        return true;
    }

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("""<Import\b[^<]*?\bProject\s*=\s*(?:"([^"]*)"|'([^']*)')""", RegexOptions.CultureInvariant)]
    private static partial Regex Import();

    [GeneratedRegex(@"\$\(([A-Za-z_][A-Za-z0-9_]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Property();
}
