using Tfaip.Configuration.Descriptions.Explanations;
using Tfaip.Configuration.Descriptions.Layout;
using Tfaip.Configuration.Descriptions.Places;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters.Overriding;
using Tfaip.Training.Definition;
using Tfaip.Training.Tests.Configurations;

namespace Tfaip.Commands.Tests.Schemas;

/// <summary>
/// Executes the questions of <c>docs/how-to/ask-about-a-configuration.md</c>: a block <c>yaml</c> is the file, <c>console</c> the command
/// line, <c>text</c> the answer.
/// </summary>
[TestClass]
public sealed class AskingDocumentTests
{
    private const string Command = "tfaip-train config.yaml";

    [TestMethod]
    public void Every_question_has_the_answer_that_is_written_below_it()
    {
        var definition = RandomTrees.Scenarios.Single(scenario => scenario.Name == "Mnist");
        var (file, arguments, answers) = ("", Array.Empty<string>(), 0);
        foreach (var (kind, text) in Blocks())
        {
            if (kind == "yaml") file = text;
            if (kind == "console") arguments = text[Command.Length..].Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            if (kind != "text") continue;
            Assert.AreEqual(text, Answer(definition, file, arguments), string.Join(' ', arguments));
            answers++;
        }

        Assert.IsGreaterThanOrEqualTo(3, answers);
    }

    private static string Answer(ScenarioDefinition definition, string file, string[] arguments)
    {
        var (option, path) = (arguments[^2], arguments[^1]);
        var layers = new List<ConfigLayer> { new("config.yaml", YamlReader.Read(file, "config.yaml")) };
        // The file is the first argument.
        if (Overrides.Parse([(arguments[..^2], 2)]) is { } edits) layers.Add(new(ConfigLayer.CommandLine, edits));
        var config = new LoadedConfig(layers.Select(layer => layer.Tree).Aggregate((under, over) => Overrides.Put(under, over)), layers);
        var inspection = definition.Inspect(config);
        var text = new StringWriter { NewLine = "\n" };
        var page = new PageWriter(text, 80, isColoured: false);
        if (option == "--explain") new ExplanationPage(page, inspection, layers, definition.Catalog).Write(path);
        else
            new HelpPage(page, definition.Catalog, inspection.Errors, hasVariants: true).Write(
                ((ConfiguredPlace)new PlaceFinder(inspection.Root, definition.Catalog).Find(path)).View);
        return text.ToString();
    }

    private static IEnumerable<(string Kind, string Text)> Blocks()
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryFolder.Root, "docs", "how-to", "ask-about-a-configuration.md"));
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal)) continue;
            var (kind, first) = (lines[i][3..], i + 1);
            while (lines[++i] != "```")
            {
            }

            yield return (kind, string.Concat(lines[first..i].Select(line => line + "\n")));
        }
    }
}
