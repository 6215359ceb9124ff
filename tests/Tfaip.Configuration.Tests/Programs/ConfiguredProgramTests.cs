using System.Text.Json;
using Tfaip.Configuration.Programs;

namespace Tfaip.Configuration.Tests.Programs;

/// <summary>The program of the README of Tfaip.Configuration, and what it is asked there.</summary>
[TestClass]
public sealed class ConfiguredProgramTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-").FullName;

    private string Config => Path.Combine(_folder, "greet.yaml");

    [TestInitialize]
    public void Write() => File.WriteAllText(Config, Block("yaml"));

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void The_records_of_the_README_are_those_that_run_here()
    {
        var code = File.ReadAllText(Path.Combine(Root(), "tests", "Tfaip.Configuration.Tests", "Programs", "GreetSettings.cs"));
        var records = Block("csharp");
        Assert.Contains(records[records.IndexOf("public sealed record Settings", StringComparison.Ordinal)..].TrimEnd(), code);
    }

    [TestMethod]
    public void The_commands_of_the_README_answer_as_it_says()
    {
        var session = Block("").Split("$ ", StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(7, session);
        foreach (var step in session)
        {
            var (command, expected) = (step.Split('\n')[0], string.Join('\n', step.Split('\n')[1..]).TrimEnd());
            var (code, said) = Run([.. command.Split(' ')[1..].Select(argument => argument == "greet.yaml" ? Config : argument)]);
            Assert.AreEqual(command.Contains("20", StringComparison.Ordinal) ? 2 : 0, code, said);
            if (expected.Length > 0) Assert.AreEqual(expected, said.Split("\n ")[0].TrimEnd(), command);
        }
    }

    [TestMethod]
    public void Questions_are_answered_about_the_tree_as_it_is_configured()
    {
        Assert.Contains("loud (chosen): Says it in capital letters.", Run(Config, "--help", "voice").Said);
        Assert.Contains("How many exclamation marks.", Run(Config, "--help", "voice").Said);
        Assert.DoesNotContain("marks", Run(Config, "--voice", "quiet", "--help").Said);
        Assert.Contains("greet.yaml:2:", Run(Config, "--explain", "voice.marks").Said);
        Assert.Contains("times: 3", Run(Config, "--print-config", "--times", "3").Said);
        using var schema = JsonDocument.Parse(Run("--schema").Said);
        Assert.AreEqual("Configuration of greet", schema.RootElement.GetProperty("title").GetString());
    }

    [TestMethod]
    public void What_is_wrong_is_said_with_its_place()
    {
        Assert.AreEqual(
            (2, "greet CONFIG [--PARAMETER VALUE…]; about CONFIG: --help [PATH], --explain PATH, --print-config; --schema alone prints its "
                + "JSON schema.\n"), Run());
        Assert.AreEqual(
            (2, "There is no parameter 'voice.pitch': voice has no 'pitch'. Did you mean 'voice'?\n"),
            Run(Config, "--explain", "voice.pitch"));
        File.WriteAllText(Config, "nam: Ada\n");
        Assert.StartsWith($"{Config}:1:1: ", Run(Config).Said);
    }

    [TestMethod]
    public void The_exit_code_is_that_of_the_program() =>
        Assert.AreEqual(7, new ConfiguredProgram<Settings>("greet", null, TextWriter.Null, TextWriter.Null).Run([Config], _ => 7));

    private static (int Code, string Said) Run(params string[] arguments)
    {
        using var said = new StringWriter { NewLine = "\n" };
        var code = new ConfiguredProgram<Settings>("greet", null, said, said).Run(arguments, settings =>
        {
            for (var i = 0; i < settings.Times; i++) said.WriteLine(settings.Voice.Say(settings.Name));
            return 0;
        });
        return (code, said.ToString());
    }

    // A block of the README by its language.
    private static string Block(string language)
    {
        var text = File.ReadAllText(Path.Combine(Root(), "src", "Tfaip.Configuration", "README.md")).ReplaceLineEndings("\n");
        var blocks = text.Split("\n```");
        return blocks.Where((_, i) => i % 2 == 1).Single(block => block.Split('\n')[0] == language)[(language.Length + 1)..] + "\n";
    }

    private static string Root()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Tfaip.sln")))
                return folder;
        throw new AssertFailedException("Tfaip.sln is in no folder above.");
    }
}
