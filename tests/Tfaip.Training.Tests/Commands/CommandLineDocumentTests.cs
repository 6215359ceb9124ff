using System.Text.RegularExpressions;

namespace Tfaip.Training.Tests.Commands;

/// <summary>Executes the examples of <c>docs/command-line.md</c>.</summary>
/// <remarks>
/// The first block <c>yaml</c> is the configuration file; a block <c>console</c> has command lines, a block <c>text</c> after it what
/// the last of them prints. Numbers with a fraction are examples, since they depend on the machine.
/// </remarks>
[TestClass]
public sealed partial class CommandLineDocumentTests
{
    private const string Command = "tfaip-train ";

    [TestMethod]
    public void Every_example_prints_what_is_written_beside_it()
    {
        var blocks = Blocks().Matches(File.ReadAllText(Document()).ReplaceLineEndings("\n"));
        using var tool = new ToyTool(blocks[0].Groups["text"].Value);
        var (printed, results) = ("", 0);
        foreach (var block in blocks.Skip(1))
        {
            var text = block.Groups["text"].Value;
            switch (block.Groups["kind"].Value)
            {
                case "console":
                    foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)) printed = Run(tool, line);
                    break;
                case "text":
                    Assert.AreEqual(Number().Replace(text, "N"), Number().Replace(printed, "N"));
                    results++;
                    break;
                default:
                    Assert.Fail($"No test knows the block {block.Value}");
                    break;
            }
        }

        Assert.IsGreaterThanOrEqualTo(4, results);
    }

    [TestMethod]
    public void Every_option_and_every_verb_is_described()
    {
        var document = File.ReadAllText(Document());
        foreach (var option in Training.Commands.FixedOptions.All.Values) Assert.Contains($"| `--{option.Name}", document);
        foreach (var verb in new[] { "train CONFIG", "resume RUN", "evaluate RUN", "benchmark-data CONFIG" }) Assert.Contains($"| `{verb}` |", document);
    }

    // The document is read in the folder of the configuration file.
    private static string Run(ToyTool tool, string line)
    {
        Assert.StartsWith(Command, line);
        var (folder, relative) = (tool.In("runs", "toy"), Path.GetRelativePath(Environment.CurrentDirectory, tool.In("runs", "toy")));
        var arguments = line[Command.Length..].Split(' ').Select(word => word switch
        {
            "config.yaml" => tool.Config,
            "runs/toy" => folder,
            _ => word,
        });
        var (_, output, error) = tool.Run([.. arguments]);
        return (output + error).Replace(folder, "runs/toy", StringComparison.Ordinal).Replace(relative, "runs/toy", StringComparison.Ordinal)
            .Replace(tool.Config, "config.yaml", StringComparison.Ordinal);
    }

    private static string Document()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "docs", "command-line.md");
            if (File.Exists(file)) return file;
        }

        throw new AssertFailedException("docs/command-line.md is not above the test's folder.");
    }

    [GeneratedRegex(@"^```(?<kind>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex Number();
}
