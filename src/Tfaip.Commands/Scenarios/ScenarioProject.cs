using System.IO.Enumeration;
using System.Reflection;
using System.Xml;
using System.Xml.Linq;
using Tfaip.Parameters;
using Tfaip.Parameters.Streams;

namespace Tfaip.Commands.Scenarios;

/// <summary>The project of a scenario: builds it where its assembly is missing or older than its sources.</summary>
/// <param name="path">The full path of the project.</param>
/// <param name="targets">Remembers where assemblies are built; null for the cache of this user.</param>
internal sealed class ScenarioProject(string path, ProjectTargetCache? targets = null)
{
    // What decides over a build besides the sources: settings of the folders above come with a commit or not at all.
    private static readonly string[] SourcePatterns = ["*.cs", "*.csproj", "*.props", "*.targets"];

    /// <summary>The configuration that this program was built in: both must use the same assemblies.</summary>
    private static string Configuration =>
        typeof(ScenarioProject).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration is { Length: > 0 } name
            ? name
            : "Debug";

    /// <summary>Builds the project where it is needed.</summary>
    /// <returns>The full path of the assembly.</returns>
    /// <exception cref="TfaipException">The project cannot be built; the message has the compiler's errors.</exception>
    public string Build(Action<string>? progress)
    {
        var assembly = (targets ?? ProjectTargetCache.OfUser).GetOrAdd(path, Configuration, FindAssembly);
        if (IsCurrent(assembly)) return assembly;

        progress?.Invoke($"Building {path}");
        var (exitCode, output) = DotNetTool.Run(["build", path, "-c", Configuration, "-v", "q", "-nologo", "-nodeReuse:false"]);
        if (exitCode != 0) throw new TfaipException($"{path}: the project does not build:\n{ErrorsOf(output)}{AdviceOn(output)}");

        // A first build restores packages, which may have a say in it.
        if (!File.Exists(assembly)) assembly = FindAssembly();
        return File.Exists(assembly) ? assembly : throw new TfaipException($"{path}: the project was built, but {assembly} is not there.");
    }

    /// <summary>Finds what was built; MSBuild is asked where that is, and nothing is built.</summary>
    /// <param name="note">Told where the sources are newer.</param>
    /// <returns>The full path of the assembly.</returns>
    /// <exception cref="TfaipException">It is not built.</exception>
    public string FindBuilt(Action<string>? note)
    {
        var assembly = (targets ?? ProjectTargetCache.OfUser).GetOrAdd(path, Configuration, FindAssembly);
        var command = $"dotnet build {ShellWord.Of(path)} -c {Configuration}";
        if (!File.Exists(assembly))
            throw new TfaipException($"{path}: the project is not built, and a question builds nothing. Build it: {command}");
        if (!IsCurrent(assembly))
            note?.Invoke(
                $"{path}: the sources are newer than {assembly}, of which this is the answer; a question builds nothing. Build it: "
                + $"{command}");
        return assembly;
    }

    /// <summary>True where the assembly, and those of the projects that it references, are there and newer than their sources.</summary>
    internal bool IsCurrent(string assembly)
    {
        var folder = Path.GetDirectoryName(assembly)!;
        return ProjectsOf(path).All(project =>
        {
            // A reference's assembly lies beside that of the scenario, as old as its build.
            var built = project == path ? assembly : Path.Combine(folder, Path.GetFileNameWithoutExtension(project) + ".dll");
            return File.Exists(built) && NewestSource(Path.GetDirectoryName(project)!) <= File.GetLastWriteTimeUtc(built);
        });
    }

    private string FindAssembly()
    {
        var (exitCode, output) = DotNetTool.Run(
            ["msbuild", path, "-nologo", "-nodeReuse:false", $"-property:Configuration={Configuration}", "-getProperty:TargetPath"]);
        var assembly = output.Trim();
        return exitCode == 0 && Path.IsPathFullyQualified(assembly)
            ? assembly
            : throw new TfaipException($"{path}: the project cannot be read:\n{ErrorsOf(output)}");
    }

    private static DateTime NewestSource(string folder) =>
        new FileSystemEnumerable<DateTime>(
            folder, (ref FileSystemEntry file) => file.LastWriteTimeUtc.UtcDateTime, new() { RecurseSubdirectories = true })
        {
            ShouldIncludePredicate = IsSource,
            // What is built lies in two folders of the project's own, with many files.
            ShouldRecursePredicate =
                (ref FileSystemEntry entry) => !(entry.FileName is "bin" or "obj" && entry.Directory.SequenceEqual(entry.RootDirectory)),
        }.DefaultIfEmpty(DateTime.MinValue).Max();

    private static bool IsSource(ref FileSystemEntry entry)
    {
        if (entry.IsDirectory) return false;
        foreach (var pattern in SourcePatterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, entry.FileName)) return true;
        }

        return false;
    }

    private static HashSet<string> ProjectsOf(string project)
    {
        var projects = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([project]);
        while (open.TryDequeue(out var next))
        {
            if (!projects.Add(next)) continue;
            foreach (var reference in ReferencesOf(next)) open.Enqueue(reference);
        }

        return projects;
    }

    private static IEnumerable<string> ReferencesOf(string project)
    {
        try
        {
            // Paths over MSBuild properties are left to the build: what is found here only decides whether one is needed.
            return
            [
                .. XDocument.Load(project).Descendants("ProjectReference")
                    .Select(reference => reference.Attribute("Include")?.Value.Replace('\\', '/'))
                    .OfType<string>()
                    .Select(include => Path.GetFullPath(include, Path.GetDirectoryName(project)!))
                    .Where(File.Exists),
            ];
        }
        catch (XmlException error)
        {
            throw new TfaipException($"{project}:{error.LineNumber}:{error.LinePosition}: this is not a project: {error.Message}", error);
        }
    }

    // Windows keeps nobody from reading an assembly that a program runs, but from replacing it.
    private static string AdviceOn(string output) =>
        output.Contains("MSB3021", StringComparison.Ordinal) || output.Contains("MSB3027", StringComparison.Ordinal)
            ? "\nWhere a run of this scenario goes on, it uses the assembly. Wait until it ends; or build into another folder (dotnet "
                + "build -o FOLDER) and name the assembly there as the scenario."
            : "";

    private static string ErrorsOf(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = lines.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(WithoutProject)
            .Distinct(StringComparer.Ordinal).ToArray();
        return string.Join('\n', errors.Length > 0 ? errors : lines);
    }

    // MSBuild ends each error with the project in brackets, which the message names already.
    private static string WithoutProject(string line) =>
        line.EndsWith(']') && line.LastIndexOf(" [", StringComparison.Ordinal) is var at and > 0 ? line[..at] : line;
}
