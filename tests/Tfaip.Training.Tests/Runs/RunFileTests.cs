using Tfaip.Parameters;
using Tfaip.Training.Runs;

namespace Tfaip.Training.Tests.Runs;

[TestClass]
public sealed class RunFileTests
{
    private string _folder = "";

    [TestInitialize]
    public void Create() => _folder = Directory.CreateTempSubdirectory("tfaip-run-").FullName;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void The_scenarios_path_is_relative_to_the_run()
    {
        var run = Path.Combine(_folder, "runs", "digits");
        var file = new RunFile(Path.Combine(_folder, "models", "digits", "Digits.csproj"), "digits");
        file.Write(run);
        Assert.AreEqual(
            $$"""
            {
              "format_version": 1,
              "scenario_assembly": "../../models/digits/Digits.csproj",
              "scenario": "digits",
              "folder": "{{run}}"
            }

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(Path.Combine(run, "run.json")));
        Assert.AreEqual(file, RunFile.Read(run));
    }

    [TestMethod]
    public void A_run_that_was_moved_alone_finds_its_scenario_where_it_was()
    {
        var (first, moved) = (Path.Combine(_folder, "runs", "digits"), Path.Combine(_folder, "elsewhere", "deep", "digits"));
        var project = Path.Combine(_folder, "models", "Digits.csproj");
        Directory.CreateDirectory(Path.GetDirectoryName(project)!);
        Directory.CreateDirectory(Path.GetDirectoryName(moved)!);
        File.WriteAllText(project, "");
        new RunFile(project, "digits").Write(first);
        Directory.Move(first, moved);

        Assert.AreEqual(new RunFile(project, "digits") { FormerFolder = first }, RunFile.Read(moved));

        File.Delete(project);
        AssertRefused(
            moved,
            $"{moved}: the run was moved from {first}, and its scenario is neither at "
            + $"{Path.Combine(_folder, "elsewhere", "models", "Digits.csproj")} "
            + $"nor at {project}. Put it at one of these places.");
    }

    [TestMethod]
    public void A_run_of_a_version_that_wrote_no_folder_is_read()
    {
        Write("""{"format_version": 1, "scenario_assembly": "a.dll", "scenario": "b"}""");
        Assert.AreEqual(new RunFile(Path.Combine(_folder, "a.dll"), "b"), RunFile.Read(_folder));
    }

    [TestMethod]
    public void A_folder_that_is_missing_is_named()
    {
        var path = Path.Combine(_folder, "none");
        AssertRefused(path, $"{path}: there is no such run directory.");
    }

    [TestMethod]
    public void A_folder_that_is_no_run_is_named() =>
        AssertRefused(_folder, $"{_folder}: this is not a run directory: it has no run.json. Give the folder that tfaip-train wrote.");

    [TestMethod]
    public void Another_version_is_refused()
    {
        Write("""{"format_version": 2, "scenario_assembly": "a", "scenario": "b"}""");
        AssertRefused(_folder, $"{_folder}/run.json: the run has the format version 2; this program reads version 1.");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("null")]
    [DataRow("[]")]
    [DataRow("""{"format_version": 1, "scenario_assembly": "a"}""")]
    [DataRow("""{"format_version": 1, "scenario_assembly": "a", "scenario": "b", "more": 1}""")]
    [DataRow("""{"format_version": 1, "scenario_assembly": null, "scenario": "b"}""")]
    public void Anything_else_is_refused(string json)
    {
        Write(json);
        var error = Assert.ThrowsExactly<TfaipException>(() => RunFile.Read(_folder));
        StringAssert.StartsWith(error.Message, $"{_folder}/run.json: this is not the description of a run: ");
    }

    private void Write(string json) => File.WriteAllText(Path.Combine(_folder, "run.json"), json);

    private static void AssertRefused(string path, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => RunFile.Read(path)).Message);
}
