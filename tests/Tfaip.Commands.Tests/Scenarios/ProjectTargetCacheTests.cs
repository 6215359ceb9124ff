using Tfaip.Commands.Scenarios;

namespace Tfaip.Commands.Tests.Scenarios;

[TestClass]
public sealed class ProjectTargetCacheTests
{
    private const string Release = "Release";

    private string _folder = "";
    private int _asked;

    private string Project => Path.Combine(_folder, "above", "main", "Main.csproj");

    [TestInitialize]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("tfaip-targets-").FullName;
        Write("above/main/Main.csproj", """<Project Sdk="Microsoft.NET.Sdk"><Import Project="../shared/paths.props" /></Project>""");
        Write("above/shared/paths.props", """<Project><Import Project='more.props' Condition="Exists('more.props')" /></Project>""");
    }

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void What_was_found_is_found_again_without_asking()
    {
        Assert.AreEqual("/built/1", Find());
        Assert.AreEqual("/built/1", Find());
        Assert.AreEqual("/built/2", Find("Debug"));
        Assert.AreEqual("/built/1", Find());
    }

    [TestMethod]
    [DataRow("above/main/Main.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""")]
    [DataRow("above/main/Main.csproj.user", "<Project />")]
    [DataRow("above/shared/paths.props", "<Project />")]
    [DataRow("above/shared/more.props", "<Project />")]
    [DataRow("Directory.Build.props", "<Project />")]
    [DataRow("above/Directory.Build.targets", "<Project />")]
    [DataRow("above/main/global.json", "{}")]
    [DataRow("above/main/obj/Main.csproj.nuget.g.props", "<Project />")]
    public void MSBuild_is_asked_again_where_a_file_that_has_a_say_changes_or_comes(string file, string content)
    {
        Find();
        Write(file, content);
        Assert.AreEqual("/built/2", Find());
        Assert.AreEqual("/built/2", Find());
        File.Delete(Path.Combine(_folder, file));
        if (file != "above/main/Main.csproj") Assert.AreEqual("/built/3", Find());
    }

    [TestMethod]
    public void MSBuild_is_asked_again_where_a_variable_that_a_file_names_changes()
    {
        var name = $"TFAIP_TEST_{Guid.NewGuid():N}";
        Write("above/Directory.Build.props", $"<Project><PropertyGroup><OutputPath>$({name})/bin</OutputPath></PropertyGroup></Project>");
        Find();
        Environment.SetEnvironmentVariable(name, "x");
        try
        {
            Assert.AreEqual("/built/2", Find());
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [TestMethod]
    [DataRow("$(SomeFolder)/paths.props")]
    [DataRow("../shared/*.props")]
    public void MSBuild_is_always_asked_where_it_alone_knows_what_is_imported(string import)
    {
        Write("above/main/Main.csproj", $"""<Project><Import Project="{import}" /></Project>""");
        Assert.AreEqual("/built/1", Find());
        Assert.AreEqual("/built/2", Find());
    }

    [TestMethod]
    public void The_usual_import_of_the_settings_above_is_understood()
    {
        Write(
            "above/Directory.Build.props",
            """<Project><Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))" /></Project>""");
        Find();
        Assert.AreEqual("/built/1", Find());
        Write("Directory.Build.props", "<Project />");
        Assert.AreEqual("/built/2", Find());
    }

    [TestMethod]
    public void A_damaged_file_and_one_that_cannot_be_written_only_cost_time()
    {
        Find();
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "cache"))) File.WriteAllText(file, "damaged");
        Assert.AreEqual("/built/2", Find());

        Directory.Delete(Path.Combine(_folder, "cache"), recursive: true);
        Write("cache", "a file where the folder should be");
        Assert.AreEqual("/built/3", Find());
        Assert.AreEqual("/built/4", Find());
    }

    private string Find(string configuration = Release) =>
        new ProjectTargetCache(Path.Combine(_folder, "cache")).GetOrAdd(Project, configuration, () => $"/built/{++_asked}");

    private void Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
