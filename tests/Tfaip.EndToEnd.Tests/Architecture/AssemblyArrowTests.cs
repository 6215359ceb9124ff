using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Tfaip.EndToEnd.Tests.Architecture;

/// <summary>
/// Holds the arrows between the projects, as docs/concepts/architecture.md draws them, in project files and in what was built.
/// </summary>
[TestClass]
public sealed class AssemblyArrowTests
{
    // Only the compiler loads it.
    private const string Generator = "Tfaip.Parameters.Generator";

    // What each project may reference itself: its projects, and the libraries besides .NET's own.
    private static readonly Dictionary<string, Arrows> Allowed = new()
    {
        ["Tfaip.Parameters"] = new([], []),
        [Generator] = new([], ["Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp"]),
        ["Tfaip.Configuration"] = new(["Tfaip.Parameters"], ["Wcwidth", "YamlDotNet"]),
        ["Tfaip.Processors"] = new(["Tfaip.Parameters"], []),
        ["Tfaip.Processors.Imaging"] = new(["Tfaip.Processors"], ["SkiaSharp"]),
        ["Tfaip.Processors.Text"] = new(["Tfaip.Processors"], ["Microsoft.ML.Tokenizers"]),
        ["Tfaip.Datasets"] = new(["Tfaip.Processors"], []),
        ["Tfaip.Inference"] = new(["Tfaip.Processors"], ["Microsoft.ML.OnnxRuntime"]),
        ["Tfaip.Torch"] = new(["Tfaip.Processors"], ["TorchSharp"]),
        ["Tfaip.Export"] = new(
            ["Tfaip.Inference", "Tfaip.Torch"],
            ["Google.Protobuf", "Microsoft.ML.OnnxRuntime", "Mono.Cecil", "Mono.Cecil.Rocks", "TorchSharp"]),
        ["Tfaip.Training"] = new(
            ["Tfaip.Configuration", "Tfaip.Export", "Tfaip.Processors.Imaging", "Tfaip.Processors.Text"],
            ["Google.Protobuf", "SkiaSharp", "TorchSharp"]),
        ["Tfaip.Commands"] = new(
            ["Tfaip.Configuration", "Tfaip.Training"],
            ["CommandLine", "Google.Protobuf", "Spectre.Console", "Spectre.Console.Ansi", "TorchSharp"]),
        ["tfaip-train"] = new(["Tfaip.Commands"], ["Spectre.Console", "Spectre.Console.Ansi"]),
        ["tfaip-export"] = new(["Tfaip.Commands"], []),
        ["tfaip-predict"] = new(["Tfaip.Inference", "Tfaip.Processors.Imaging", "Tfaip.Processors.Text"], ["CommandLine"]),
    };

    private static readonly Arrows Scenario = new(["Tfaip.Commands", "Tfaip.Datasets", "Tfaip.Training"], ["SkiaSharp", "TorchSharp"]);

    private static string Root
    {
        get
        {
            for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
                if (File.Exists(Path.Combine(folder, "Tfaip.sln")))
                    return folder;
            throw new AssertFailedException($"Tfaip.sln is in no folder above {AppContext.BaseDirectory}.");
        }
    }

    public static IEnumerable<object[]> Sources => Projects("src").Concat(Projects("tools")).Select(project => new object[] { project });

    /// <summary>The assembly that was built of a project.</summary>
    public static string Built(string project) => Path.GetFileNameWithoutExtension(project) is var name && name == Generator
        ? Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(project)!, "bin"), name + ".dll", SearchOption.AllDirectories).First()
        : Path.Combine(AppContext.BaseDirectory, name + ".dll");

    [TestMethod]
    public void Every_source_project_has_its_arrows_here() => CollectionAssert.AreEquivalent(
        Allowed.Keys, Projects("src").Concat(Projects("tools")).Select(project => Path.GetFileNameWithoutExtension(project)).ToArray());

    [TestMethod]
    [DynamicData(nameof(Sources))]
    public void A_source_project_references_only_what_its_arrows_point_to(string project)
    {
        var arrows = Allowed[Path.GetFileNameWithoutExtension(project)];
        CollectionAssert.IsSubsetOf(ProjectReferences(project), arrows.Projects);
    }

    [TestMethod]
    [DynamicData(nameof(Sources))]
    public void A_built_assembly_uses_only_what_its_arrows_reach(string project) =>
        AssertUses(Built(project), Allowed[Path.GetFileNameWithoutExtension(project)]);

    [TestMethod]
    public void Programs_do_not_take_the_generator_along() =>
        Assert.IsFalse(File.Exists(Path.Combine(AppContext.BaseDirectory, Generator + ".dll")));

    [TestMethod]
    public void Scenarios_reference_commands_training_and_data_sets_alone()
    {
        foreach (var project in Projects("models"))
        {
            CollectionAssert.IsSubsetOf(ProjectReferences(project), Scenario.Projects, project);
            var name = Path.GetFileNameWithoutExtension(project) + ".dll";
            var built = Path.Combine(Path.GetDirectoryName(project)!, "bin");
            if (!Directory.Exists(built)) continue;
            foreach (var assembly in Directory.EnumerateFiles(built, name, SearchOption.AllDirectories)) AssertUses(assembly, Scenario);
        }
    }

    [TestMethod]
    public void The_predictor_is_light_all_the_way_down()
    {
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(["Tfaip.Inference"]);
        while (open.TryDequeue(out var name))
        {
            var path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
            if (!IsOfDotNet(name) && !File.Exists(path)) Assert.Fail($"{path} is not there.");
            if (File.Exists(path) && reached.Add(name))
                foreach (var reference in References(path))
                    open.Enqueue(reference);
        }

        CollectionAssert.IsSubsetOf(
            reached.Where(name => !IsOfDotNet(name)).ToArray(),
            new[] { "Microsoft.ML.OnnxRuntime", "Tfaip.Inference", "Tfaip.Parameters", "Tfaip.Processors" });
    }

    private static void AssertUses(string assembly, Arrows arrows)
    {
        var projects = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var project in arrows.Projects) AddReached(project, projects);
        var surplus = References(assembly).Where(name => !IsOfDotNet(name)).Except(projects).Except(arrows.Libraries);
        Assert.AreEqual("", string.Join(", ", surplus), $"{assembly} uses what its arrows do not reach.");
    }

    private static void AddReached(string project, SortedSet<string> reached)
    {
        if (!reached.Add(project)) return;
        foreach (var next in Allowed[project].Projects) AddReached(next, reached);
    }

    private static IEnumerable<string> Projects(string folder) => Directory.Exists(Path.Combine(Root, folder))
        ? Directory.EnumerateDirectories(Path.Combine(Root, folder))
            .SelectMany(project => Directory.EnumerateFiles(project, "*.csproj")).Order(StringComparer.Ordinal)
        : [];

    private static string[] ProjectReferences(string project) =>
    [
        .. XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))),
    ];

    private static IEnumerable<string> References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    private static bool IsOfDotNet(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal)
        || name is "netstandard" or "mscorlib" or "Microsoft.Win32.Primitives" or "Microsoft.Win32.Registry";

    private sealed record Arrows(string[] Projects, string[] Libraries);
}
