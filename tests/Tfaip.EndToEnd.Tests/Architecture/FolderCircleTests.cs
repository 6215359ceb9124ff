namespace Tfaip.EndToEnd.Tests.Architecture;

/// <summary>Folders can be read one after the other: none needs one that needs it.</summary>
[TestClass]
public sealed class FolderCircleTests
{
    public static IEnumerable<object[]> Projects => AssemblyArrowTests.Sources;

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void No_folder_of_an_assembly_needs_one_that_needs_it(string project)
    {
        var circles = FolderCircles.Find(TypeArrows.Of(AssemblyArrowTests.Built(project)));
        Assert.AreEqual("", string.Join('\n', circles));
    }

    [TestMethod]
    public void A_planted_arrow_makes_a_circle_that_names_it()
    {
        var arrows = TypeArrows.Of(Path.Combine(AppContext.BaseDirectory, "Tfaip.Export.dll"));
        CollectionAssert.Contains(arrows.ToArray(), ("Tfaip.Export.Tracing.Tracer", "Tfaip.Export.Programs.TracedProgram"));

        var circles = FolderCircles.Find([.. arrows, ("Tfaip.Export.Programs.TracedProgram", "Tfaip.Export.Tracing.Tracer")]);
        CollectionAssert.Contains(circles.ToArray(), "Tfaip.Export.Programs -> Tfaip.Export.Tracing: TracedProgram names Tracer");
    }

    [TestMethod]
    public void Namespaces_follow_folders()
    {
        var root = Repository.Root;
        var wrong = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(root, "src"), file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(file => file.Split('/') is var parts && parts[1] is not ("bin" or "obj"))
            .Where(file =>
                NamespaceOf(Path.Combine(root, "src", file)) is { } name && name != file[..file.LastIndexOf('/')].Replace('/', '.'));
        Assert.AreEqual("", string.Join('\n', wrong));
    }

    private static string? NamespaceOf(string file) => File.ReadLines(file)
        .FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].TrimEnd(';');
}
