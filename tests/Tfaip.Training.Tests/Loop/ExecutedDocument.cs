using System.Text.RegularExpressions;

namespace Tfaip.Training.Tests.Loop;

/// <summary>
/// Executes the examples of a document. The first block <c>yaml</c> is the configuration file; a block <c>console</c> has command lines, a
/// block <c>text</c> after it what the last of them prints. Numbers with a fraction are examples, since they depend on the machine.
/// </summary>
internal sealed partial class ExecutedDocument
{
    private const string Command = "tfaip-train ";
    private const string Head = "head -n ";

    /// <summary>Reads a document of the folder <c>docs</c>.</summary>
    /// <param name="name">The document, such as <c>how-to/evaluate.md</c>.</param>
    public ExecutedDocument(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "docs", name))) folder = Path.GetDirectoryName(folder);
        Text = File.ReadAllText(Path.Combine(folder
            ?? throw new AssertFailedException($"docs/{name} is not above the test's folder."), "docs", name)).ReplaceLineEndings("\n");
    }

    public string Text { get; }

    /// <summary>Executes it over the toy scenario.</summary>
    /// <param name="types">The classes of the scenario besides its data.</param>
    /// <returns>How many results were compared.</returns>
    public int Execute(params Type[] types)
    {
        var blocks = Blocks().Matches(Text);
        using var tool = new ToyTool(blocks[0].Groups["text"].Value, types);
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
                case "csharp":
                    break;
                default:
                    Assert.Fail($"No test knows the block {block.Value}");
                    break;
            }
        }

        return results;
    }

    // The document is read in the folder of the configuration file.
    private static string Run(ToyTool tool, string line)
    {
        if (line.StartsWith(Head, StringComparison.Ordinal))
        {
            var words = line[Head.Length..].Split(' ');
            return Shown(tool, string.Concat(File.ReadLines(tool.In(words[1]))
                .Take(int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture)).Select(text => text + "\n")));
        }

        Assert.StartsWith(Command, line);
        var arguments = line[Command.Length..].Split(' ').Select(word => IsFile(word) ? tool.In(word) : word);
        var (_, output, error) = tool.Run([.. arguments]);

        // On a busy machine what takes long is said, with its seconds.
        return Shown(tool, LongWork().Replace(output + error, ""));
    }

    private static bool IsFile(string word) =>
        word == "config.yaml" || word.StartsWith("runs/", StringComparison.Ordinal) || word.EndsWith(".jsonl", StringComparison.Ordinal)
        || word.EndsWith(".csproj", StringComparison.Ordinal);

    private static string Shown(ToyTool tool, string text)
    {
        var folder = Path.TrimEndingDirectorySeparator(tool.In("")) + Path.DirectorySeparatorChar;
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, folder);
        return text.Replace(folder, "", StringComparison.Ordinal).Replace(relative, "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^.* \([0-9]+ s\) …\n", RegexOptions.Multiline)]
    private static partial Regex LongWork();

    [GeneratedRegex(@"^```(?<kind>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex Number();
}
