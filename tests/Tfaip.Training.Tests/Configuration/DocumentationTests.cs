using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Parameters;
using Tfaip.Training.Configuration;
using Tfaip.Training.Diagnostics;
using Tfaip.Training.Loop;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Tests.Configuration;

/// <summary>Executes the examples of <c>docs/configuration.md</c>.</summary>
/// <remarks>
/// A block <c>yaml</c> is the configuration file; a block <c>console</c> a command line over it. What follows is the result: a block <c>yaml
/// gives</c> with a part of the resolved tree, or a block <c>text</c> with the errors,
/// <c>text shown</c> as the tool shows them.
/// </remarks>
[TestClass]
public sealed class DocumentationTests
{
    private const string Command = "tfaip-train config.yaml";

    private static readonly VariantCatalog Catalog =
        VariantCatalog.Default.With(ImagingProcessors.Assembly, typeof(TrainerParams).Assembly, typeof(DocumentationTests).Assembly);

    [TestMethod]
    public void Every_example_does_what_is_written_beside_it()
    {
        var (file, arguments, results) = ("", Array.Empty<string>(), 0);
        foreach (var (kind, line, text) in Blocks())
        {
            switch (kind)
            {
                case "yaml":
                    (file, arguments) = (text, []);
                    break;
                case "console":
                    StringAssert.StartsWith(text, Command, $"line {line}");
                    arguments = text[Command.Length..].Replace("\\\n", "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                    break;
                case "yaml gives":
                    AssertHolds(YamlReader.Read(text, $"line {line}"), ParameterEmitter.Emit(Bind(file, arguments), relativeTo: Environment.CurrentDirectory), $"line {line}");
                    results++;
                    break;
                case "text":
                    var error = Assert.ThrowsExactly<ConfigurationException>(() => Bind(file, arguments), $"line {line}");
                    Assert.AreEqual(text.TrimEnd(), error.Message, $"line {line}");
                    results++;
                    break;
                case "text shown":
                    AssertShown(text, file, arguments, $"line {line}");
                    results++;
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
        foreach (var budget in new[] { "8 MiB", $"{YamlReader.MaximumDepth} levels", "200,000 values", "1 MiB", $"{YamlReader.MaximumKeyLength} characters" })
            StringAssert.Contains(document, budget);
        Assert.AreEqual((8 << 20, 200_000, 1 << 20), (YamlReader.MaximumLength, YamlReader.MaximumNodes, YamlReader.MaximumScalarLength));
    }

    private static void AssertShown(string expected, string file, string[] arguments, string place)
    {
        var error = Assert.ThrowsExactly<ConfigurationException>(() => Bind(file, arguments), place);
        var writer = new StringWriter { NewLine = "\n" };
        new ErrorRenderer(new(_ => file), new("tfaip-train", ["config.yaml", .. arguments]), new(false, 160)).Write(error, writer);
        Assert.AreEqual(expected, writer.ToString(), place);
    }

    private static RunParams<DocumentedData, DocumentedModel> Bind(string file, string[] arguments) =>
        ParameterBinder.Bind<RunParams<DocumentedData, DocumentedModel>>(Overrides.Apply(YamlReader.Read(file, "config.yaml"), arguments, 2), Catalog);

    // Everything that the document says of the tree must be in it; it need not say all.
    private static void AssertHolds(ConfigNode expected, ConfigNode actual, string place)
    {
        if (expected is MappingNode mapping)
        {
            foreach (var (key, _, value) in mapping.Entries)
                AssertHolds(value, (actual as MappingNode)?.Find(key)?.Value ?? throw new AssertFailedException($"{place}: there is no {key}."), $"{place}, {key}");
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
            var file = Path.Combine(folder, "docs", "configuration.md");
            if (File.Exists(file)) return file;
        }

        throw new AssertFailedException("docs/configuration.md is not above the test's folder.");
    }

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
