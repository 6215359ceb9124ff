using System.ComponentModel.DataAnnotations;
using Tfaip.Configuration.Diagnostics;
using Tfaip.Configuration.Reading;
using Tfaip.Configuration.Tests.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Text;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Tests.Configurations;

/// <summary>Executes the examples of <c>docs/reference/configuration.md</c>.</summary>
/// <remarks>
/// A block <c>yaml</c> is the configuration file, a block <c>yaml NAME</c> before it a file that it includes; a block <c>console</c> is a
/// command line over it, with environment variables before the command. What follows is the result: a block <c>yaml gives</c> with a part
/// of the resolved tree, or a block <c>text</c> with the errors, <c>text shown</c> as the tool shows them.
/// </remarks>
[TestClass]
public sealed class DocumentationTests
{
    private const string Command = "tfaip-train config.yaml";

    private static readonly VariantCatalog Catalog =
        ProcessorCatalog.Default.With(
            ImagingProcessors.Assembly, TextProcessors.Assembly, typeof(TrainerParams).Assembly, typeof(DocumentationTests).Assembly);

    [TestMethod]
    public void Every_example_does_what_is_written_beside_it()
    {
        var (example, results) = (new Example([], "", []), 0);
        var included = new List<(string, string)>();
        foreach (var (kind, line, text) in Blocks())
        {
            switch (kind)
            {
                case var name when name.EndsWith(".yaml", StringComparison.Ordinal):
                    included.Add((name["yaml ".Length..], text));
                    break;
                case "yaml":
                    example = new([("config.yaml", text), .. included], "", []);
                    included.Clear();
                    break;
                case "console":
                    var at = text.IndexOf(Command, StringComparison.Ordinal);
                    Assert.IsGreaterThanOrEqualTo(0, at, $"line {line}");
                    var arguments = text[(at + Command.Length)..].Replace("\\\n", "")
                        .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                    example = example with { Variables = text[..at], Arguments = [.. arguments.Select(argument => argument.Trim('\''))] };
                    break;
                case "yaml gives":
                    AssertHolds(
                        YamlReader.Read(text, $"line {line}"),
                        ParameterEmitter.Emit(Bind(example), relativeTo: Environment.CurrentDirectory),
                        $"line {line}");
                    results++;
                    break;
                case "text":
                    var error = Assert.ThrowsExactly<ConfigurationException>(() => Bind(example), $"line {line}");
                    Assert.AreEqual(text.TrimEnd(), error.Message, $"line {line}");
                    results++;
                    break;
                case "text shown":
                    AssertShown(text, example, $"line {line}");
                    results++;
                    break;
                case "csharp" or "xml":
                    // CompiledCodeTests and the tests of the generator hold these.
                    break;
                default:
                    Assert.Fail($"line {line}: no test knows blocks of the kind '{kind}'.");
                    break;
            }
        }

        Assert.IsGreaterThanOrEqualTo(12, results);
    }

    [TestMethod]
    public void The_budgets_are_the_readers()
    {
        var document = File.ReadAllText(Document());
        foreach (var budget in new[]
        {
                "2 MiB",
                "64 files",
                $"{YamlReader.MaximumDepth} levels",
                "100,000 values",
                "1 MiB",
                $"{YamlReader.MaximumKeyLength} characters"
        })
            StringAssert.Contains(document, budget);
        Assert.AreEqual(
            (2 << 20, 64, 100_000, 1 << 20),
            (YamlReader.MaximumLength, YamlBudget.MaximumFiles, YamlReader.MaximumNodes, YamlReader.MaximumScalarLength));
    }

    private static RunParams<DocumentedData, DocumentedModel> Bind(Example example)
    {
        var files = new MemoryFiles(example.Files);
        foreach (var variable in example.Variables.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            files.With(variable.Split('=')[0], variable.Split('=')[1]);
        var inspection = ResolvedConfig.Inspect(files.Load(example.Arguments), typeof(RunParams<DocumentedData, DocumentedModel>), Catalog);
        if (inspection.Errors.Count > 0) throw new ConfigurationException(inspection.Errors);
        return (RunParams<DocumentedData, DocumentedModel>)inspection.Value!;
    }

    private static void AssertShown(string expected, Example example, string place)
    {
        var error = Assert.ThrowsExactly<ConfigurationException>(() => Bind(example), place);
        var writer = new StringWriter { NewLine = "\n" };
        var texts = example.Files.ToDictionary(file => file.Name, file => file.Text);
        new ErrorRenderer(new(name => texts[name]), new("tfaip-train", ["config.yaml", .. example.Arguments]), new(false, 160)).Write(
            error, writer);
        Assert.AreEqual(expected, writer.ToString(), place);
    }

    // Everything that the document says of the tree must be in it; it need not say all.
    private static void AssertHolds(ConfigNode expected, ConfigNode actual, string place)
    {
        if (expected is MappingNode mapping)
        {
            foreach (var (key, _, value) in mapping.Entries)
                AssertHolds(value, (actual as MappingNode)?.Find(key)?.Value
                    ?? throw new AssertFailedException($"{place}: there is no {key}."), $"{place}, {key}");
        }
        else if (expected is SequenceNode { Items: var items } && actual is SequenceNode { Items: var actualItems })
        {
            Assert.HasCount(items.Count, actualItems, place);
            for (var i = 0; i < items.Count; i++) AssertHolds(items[i], actualItems[i], $"{place}, {i}");
        }
        else
        {
            Assert.AreEqual(NodeText.Of(expected), NodeText.Of(actual), place);
        }
    }

    private static IEnumerable<(string Kind, int Line, string Text)> Blocks()
    {
        var lines = File.ReadAllLines(Document());
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal)) continue;
            var (kind, first) = (lines[i][3..], i + 1);
            while (lines[++i] != "```")
            {
            }

            yield return (kind, first, string.Concat(lines[first..i].Select(line => line + "\n")));
        }
    }

    private static string Document()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "docs", "reference", "configuration.md");
            if (File.Exists(file)) return file;
        }

        throw new AssertFailedException("docs/reference/configuration.md is not above the test's folder.");
    }

    private sealed record Example((string Name, string Text)[] Files, string Variables, string[] Arguments);

    public sealed record DocumentedData : DataParams
    {
        [Required, RelativePath]
        public string Path { get; init; } = "digits.csv";
    }

    public sealed record DocumentedModel : ModelParams
    {
        public GraphParams Graph { get; init; } = new MlpParams();
    }

    public abstract record GraphParams
    {
        [Range(0.0, 1.0)]
        public double Dropout { get; init; }
    }

    [Variant("mlp")]
    public sealed record MlpParams : GraphParams
    {
        public IReadOnlyList<int> Widths { get; init; } = [128];
    }

    [Variant("cnn")]
    public sealed record CnnParams : GraphParams
    {
        public IReadOnlyList<int> Filters { get; init; } = [16, 32];
    }
}
