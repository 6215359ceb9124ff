using System.Text.RegularExpressions;

namespace Tfaip.EndToEnd.Tests.Documents;

/// <summary>Carries out the commands of <c>docs/tutorials/digits.md</c>, with two epochs for each training.</summary>
[TestClass]
public sealed partial class TutorialTests
{
    [TestMethod]
    public async Task Every_command_of_the_tutorial_succeeds()
    {
        using var folder = new TemporaryFolder();
        var page = Pages.All.Single(page => page.Path == "docs/tutorials/digits.md");
        var commands = page.Code.Where(block => block.Kind == "sh").ToArray();
        Assert.HasCount(6, commands);
        var answers = new List<string>();
        foreach (var command in commands)
        {
            var parts = Command().Match(command.Text);
            Assert.IsTrue(parts.Success, command.Text);
            var arguments = Arguments(parts.Groups["arguments"].Value, folder);
            var result = await Tool.RunAsync(parts.Groups["tool"].Value + ".dll", arguments);
            result.MustSucceed();
            answers.Add(result.Output);
        }

        string[] files = ["model.tfaip", "report.html", "config.yaml"];
        foreach (var file in files) Assert.IsTrue(File.Exists(folder.File("digits", file)), file);
        Assert.HasCount(Repository.DigitsExamples.Count, answers[1].Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("momentum", answers[2]);
        Assert.Contains("trainer.optimizer", answers[3]);
        Assert.IsTrue(File.Exists(folder.File("digits-sgd", "model.tfaip")));
    }

    // Runs lie in a folder of the test, and train for a shorter time.
    private static string[] Arguments(string written, TemporaryFolder folder)
    {
        var words = written.Split(' ');
        List<string> arguments = [.. words.Select(word => word.Split('/') is ["runs", .. var parts] ? folder.File(parts) : word)];
        if (words[0] != "models/digits/config.yaml" || words.Intersect(["--help", "--explain"]).Any()) return [.. arguments];
        if (!arguments.Contains("--output")) arguments.AddRange(["--output", folder.File("digits")]);
        return [.. arguments, "--trainer.epochs", "2"];
    }

    [GeneratedRegex(@"^dotnet run -c Release --project tools/(?<tool>tfaip-\w+) -- (?<arguments>.+)$")]
    private static partial Regex Command();
}
