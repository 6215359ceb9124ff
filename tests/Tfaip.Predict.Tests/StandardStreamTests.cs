using System.Text;
using Tfaip.Inference.Tests.Support;

namespace Tfaip.Predict.Tests;

/// <summary>Standard streams that are full or closed, on Unix.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class StandardStreamTests
{
    private static readonly Dictionary<string, string?> NoEnvironment = [];

    [TestMethod]
    [DataRow(">/dev/full", "Standard output: cannot be written: No space left on device.\n")]
    [DataRow(">&-", "Standard output is closed.\n")]
    [DataRow(">/dev/full 2>/dev/full", "")]
    [DataRow(">&- 2>&-", "")]
    public void An_answer_that_cannot_be_written_is_an_error(string redirection, string error)
    {
        using var package = TestPackage.Classifier();
        var rows = Path.Combine(package.Folder, "rows.csv");
        File.WriteAllText(rows, "8,0,0,0\n");
        Assert.AreEqual((1, "", error), PredictProcess.Run(redirection, NoEnvironment, package.Path, rows));
    }

    [TestMethod]
    public void An_answer_in_a_file_does_not_need_standard_output()
    {
        using var package = TestPackage.Classifier();
        var (rows, answers) = (Path.Combine(package.Folder, "rows.csv"), Path.Combine(package.Folder, "answers.jsonl"));
        File.WriteAllText(rows, "8,0,0,0\nx\n");
        Assert.AreEqual(
            (1, "", ""), PredictProcess.Run("<&- >/dev/null 2>/dev/full", NoEnvironment, package.Path, rows, "--output", answers));
        StringAssert.StartsWith(File.ReadAllText(answers), "{\"input\":\"" + rows + ":1\",", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Text_is_UTF8_whatever_the_locale_says()
    {
        using var package = TestPackage.Classifier();
        var (rows, missing) = (Path.Combine(package.Folder, "Reihe – ä.csv"), Path.Combine(package.Folder, "fehlt – ö.csv"));
        var paths = Path.Combine(package.Folder, "paths.txt");
        var locale = new Dictionary<string, string?> { ["LC_ALL"] = "de_DE.ISO-8859-1" };
        File.WriteAllText(rows, "8,0,0,0\n");
        File.WriteAllText(paths, $"{rows}\n{missing}\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var (exitCode, output, error) = PredictProcess.Run($"< {paths}", locale, package.Path, "-");

        Assert.AreEqual((1, $"{missing}: there is no such file.\n"), (exitCode, error));
        StringAssert.StartsWith(output, "{\"input\":\"" + rows + ":1\",", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Help_that_cannot_be_written_is_an_error() =>
        Assert.AreEqual(
            (1, "", "Standard output: cannot be written: No space left on device.\n"),
            PredictProcess.Run(">/dev/full", NoEnvironment, "--help"));
}
