using System.Text.RegularExpressions;
using Tfaip.Commands.Exporting;
using Tfaip.Configuration.Reading;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;
using Tfaip.Training.Runs;

namespace Tfaip.Training.Tests.Loop;

/// <summary>The examples about training in docs are right.</summary>
[TestClass]
public sealed partial class TrainingDocumentTests
{
    private static readonly string Documents = Path.Combine(Repository.Root, "docs");

    private static string SeveralGraphs => Read(Path.Combine(Documents, "how-to", "export-several-graphs.md"));

    [TestMethod]
    public void Row036_The_model_with_several_graphs_is_the_one_that_is_inspected()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("Toy.csproj"), "");
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Tfaip.Training.Tests", "Loop", "BranchesModel.cs"))
            .ReplaceLineEndings("\n");
        Assert.Contains($"```csharp\n{source[source.IndexOf("public class", StringComparison.Ordinal)..]}```\n", SeveralGraphs);
        var parameters = new RunParams<ToyDataParams, ToyModelParams>
        {
            Scenario = folder.In("Toy.csproj"),
            Data = ToyRun.Data with { PreProcessing = [] },
            Trainer = ToyRun.Parameters with { Epochs = 1, Predictions = 0 },
        };
        new TrainingRun(
            new(typeof(BranchesModel).Assembly, [typeof(BranchesModel), typeof(ToyData)]), parameters, folder.In("r"), []).Start();

        using var output = new StringWriter();
        Assert.AreEqual(0, new ExportCommand(output, TextWriter.Null).Run(["inspect", folder.In("r", "model.tfaip")]));

        var printed = Graphs().Match(output.ToString().ReplaceLineEndings("\n")).Value;
        Assert.AreEqual(Number().Replace(printed, "N"), Number().Replace(Inspected().Match(SeveralGraphs).Groups[1].Value, "N"));
        Assert.Contains("graph probabilities", printed);
    }

    [TestMethod]
    public void Every_trainer_in_the_documents_can_be_bound()
    {
        var examples = Directory.GetFiles(Documents, "*.md", SearchOption.AllDirectories)
            .SelectMany(page => Trainers().Matches(Read(page)).Select(match => (Page: page, Text: match.Groups[1].Value))).ToList();
        var definition = new ScenarioDefinition(typeof(ToyModel).Assembly, [typeof(ToyModel), typeof(ToyData)]);

        Assert.IsGreaterThanOrEqualTo(8, examples.Count);
        foreach (var (page, text) in examples) definition.Bind(YamlReader.Read("scenario: Toy.csproj\n" + text, page));
    }

    [TestMethod]
    public void The_examples_of_a_precision_print_what_is_written_beside_it() =>
        Assert.AreEqual(2, new ExecutedDocument("how-to/train-in-bfloat16.md").Execute());

    private static string Read(string page) => File.ReadAllText(page).ReplaceLineEndings("\n");

    [GeneratedRegex("```yaml\n(trainer:\n.*?)```", RegexOptions.Singleline)]
    private static partial Regex Trainers();

    [GeneratedRegex("^graph .*?(?=^metrics$)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Graphs();

    [GeneratedRegex("^```text\n(graph .*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Inspected();

    // Versions and differences are those of the machine.
    [GeneratedRegex(@"[0-9]+\.[0-9.]+(e[+-][0-9]+)?")]
    private static partial Regex Number();
}
