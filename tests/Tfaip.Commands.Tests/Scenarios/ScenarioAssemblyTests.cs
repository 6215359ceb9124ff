using System.Reflection;
using Tfaip.Commands.Scenarios;
using Tfaip.Parameters;

namespace Tfaip.Commands.Tests.Scenarios;

[TestClass]
public sealed class ScenarioAssemblyTests
{
    private string _folder = "";

    [TestInitialize]
    public void Create() => _folder = Directory.CreateTempSubdirectory("tfaip-scenario-").FullName;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_project_is_built_once_with_what_it_references_and_again_when_a_source_is_newer()
    {
        var part = Write("part/Part.csproj", Project(""));
        Write("part/Part.cs", "namespace Part; public static class Word { public static string Text => \"built\"; }");
        var name = $"Scenario{Guid.NewGuid():N}";
        var project = Write(
            $"main/{name}.csproj", Project("""<ItemGroup><ProjectReference Include="..\part\Part.csproj" /></ItemGroup>"""));
        Write("main/Main.cs", "public static class Main { public static string Text => Part.Word.Text; }");
        var steps = new List<string>();

        // Nobody who only asks builds anything.
        var unbuilt = Assert.ThrowsExactly<TfaipException>(() => ScenarioAssembly.LoadBuilt(project, steps.Add));
        Assert.StartsWith(
            $"{project}: the project is not built, and a question builds nothing. Build it: dotnet build {project} -c ", unbuilt.Message);
        Assert.IsFalse(Directory.Exists(Path.Combine(_folder, "main", "bin")));

        var assembly = ScenarioAssembly.Load(project, steps.Add);
        Assert.AreEqual("built", assembly.GetType("Main")!.GetProperty("Text")!.GetValue(null));
        Assert.AreSame(assembly, ScenarioAssembly.Load(project, steps.Add));
        CollectionAssert.AreEqual(new[] { $"Building {project}" }, steps);

        var scenario = new ScenarioProject(project);
        Assert.IsTrue(scenario.IsCurrent(assembly.Location), "just built");
        Assert.AreEqual(assembly.Location, scenario.FindBuilt(steps.Add));
        var later = File.GetLastWriteTimeUtc(assembly.Location).AddSeconds(10);
        foreach (var source in new[] { Path.Combine(_folder, "main", "Main.cs"), Path.Combine(_folder, "part", "Part.cs"), part, project })
        {
            var before = File.GetLastWriteTimeUtc(source);
            File.SetLastWriteTimeUtc(source, later);
            Assert.IsFalse(scenario.IsCurrent(assembly.Location), source);
            Assert.AreEqual(assembly.Location, scenario.FindBuilt(steps.Add));
            Assert.StartsWith(
                $"{project}: the sources are newer than {assembly.Location}, of which this is the answer; a question builds nothing. Build "
                + "it: dotnet build ", steps[^1]);
            File.SetLastWriteTimeUtc(source, before);
            Assert.IsTrue(scenario.IsCurrent(assembly.Location), source);
        }

        File.SetLastWriteTimeUtc(Path.Combine(_folder, "main", "obj", "project.assets.json"), later);
        Assert.IsTrue(scenario.IsCurrent(assembly.Location), "what the build writes is no source");
        File.Delete(assembly.Location);
        Assert.IsFalse(scenario.IsCurrent(assembly.Location), "deleted");
    }

    [TestMethod]
    public void The_errors_of_a_build_are_shown()
    {
        var project = Write("Broken.csproj", Project(""));
        var source = Write("Broken.cs", "public static class Broken { public static int Number => \"x\"; }");
        var error = Assert.ThrowsExactly<TfaipException>(() => ScenarioAssembly.Load(project));
        Assert.AreEqual(
            $"""
            {project}: the project does not build:
            {source}(1,58): error CS0029: Cannot implicitly convert type 'string' to 'int'
            """.ReplaceLineEndings("\n"),
            error.Message);
    }

    [TestMethod]
    public void A_project_that_is_none_is_refused()
    {
        var project = Write("None.csproj", "project");
        var error = Assert.ThrowsExactly<TfaipException>(() => ScenarioAssembly.Load(project));
        StringAssert.StartsWith(error.Message, $"{project}: the project cannot be read:\n");
        StringAssert.Contains(error.Message, "MSB4025");
    }

    [TestMethod]
    public void An_assembly_is_loaded_as_it_is() =>
        Assert.AreSame(Assembly.GetExecutingAssembly(), ScenarioAssembly.Load(Assembly.GetExecutingAssembly().Location));

    [TestMethod]
    public void A_scenario_that_is_missing_is_named()
    {
        var path = Path.Combine(_folder, "None.csproj");
        Assert.AreEqual(
            $"{path}: there is no such project or assembly.",
            Assert.ThrowsExactly<TfaipException>(() => ScenarioAssembly.Load(path)).Message);
    }

    [TestMethod]
    public void Another_kind_of_file_is_refused()
    {
        var path = Write("scenario.py", "");
        Assert.AreEqual(
            $"{path}: this is neither a project (.csproj) nor an assembly (.dll).",
            Assert.ThrowsExactly<TfaipException>(() => ScenarioAssembly.Load(path)).Message);
    }

    [TestMethod]
    public void A_file_that_is_no_assembly_is_refused()
    {
        var path = Write("none.dll", "none");
        var error = Assert.ThrowsExactly<TfaipException>(() => ScenarioAssembly.Load(path));
        StringAssert.StartsWith(error.Message, $"{path}: the assembly does not load: ");
    }

    [TestMethod]
    public void Packages_are_found_where_NuGet_keeps_them()
    {
        var assembly = Write("bin/Scenario.dll", "");
        Write("bin/Beside.dll", "");
        var package = Write("packages/some.package/1.0.0/lib/net10.0/Some.Package.dll", "");
        Write("bin/Scenario.deps.json", """
            {
              "targets": { ".NETCoreApp,Version=v10.0": {
                "Scenario/1.0.0": { "runtime": { "Scenario.dll": {} } },
                "Some.Package/1.0.0": { "runtime": { "lib/net10.0/Some.Package.dll": {} } },
                "Gone/1.0.0": { "runtime": { "lib/net10.0/Gone.dll": {} } } } },
              "libraries": {
                "Scenario/1.0.0": { "type": "project" },
                "Some.Package/1.0.0": { "type": "package", "path": "some.package/1.0.0" },
                "Gone/1.0.0": { "type": "package", "path": "gone/1.0.0" } }
            }
            """);
        var dependencies = new ScenarioDependencies(assembly, Path.Combine(_folder, "packages"));
        Assert.AreEqual(package, dependencies.Find("Some.Package"));
        Assert.AreEqual(Path.Combine(_folder, "bin", "Beside.dll"), dependencies.Find("Beside"));
        Assert.IsNull(dependencies.Find("Gone"));
        Assert.IsNull(dependencies.Find("Unknown"));
    }

    private static string Project(string items) =>
        $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>{items}</Project>";

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
