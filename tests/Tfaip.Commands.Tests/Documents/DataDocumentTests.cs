using System.Numerics.Tensors;
using System.Text.RegularExpressions;
using Tfaip.Commands.Output;
using Tfaip.Commands.Tests.Schemas;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Tests;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Documents;

/// <summary>
/// Executes the examples of <c>docs/concepts/data.md</c>: a block <c>yaml example</c> has parameters of data, a block <c>text batches</c>
/// after it the batches of the documents whose lengths the block <c>text lengths</c> gives.
/// </summary>
[TestClass]
public sealed partial class DataDocumentTests
{
    [TestMethod]
    public void Every_example_gives_the_batches_below_it()
    {
        var blocks = Blocks().Matches(File.ReadAllText(Document()).ReplaceLineEndings("\n"))
            .Select(block => (Kind: block.Groups["kind"].Value, Text: block.Groups["text"].Value)).ToArray();
        var lengths = blocks.Single(block => block.Kind == "text lengths").Text.Split(' ').Select(text => int.Parse(text, null)).ToArray();
        var examples = blocks.Index().Where(block => block.Item.Kind == "yaml example").ToArray();

        foreach (var (place, (_, text)) in examples)
        {
            Assert.AreEqual("text batches", blocks[place + 1].Kind, text);
            Assert.AreEqual(blocks[place + 1].Text, Batches(text, lengths), text);
        }

        Assert.IsGreaterThanOrEqualTo(5, examples.Length);
    }

    [TestMethod]
    public void Every_option_of_the_pipeline_is_described()
    {
        var document = File.ReadAllText(Document());
        foreach (var property in RecordShape.Of(typeof(PipelineParams)).Properties) Assert.Contains($"| `{property.Name}` |", document);
    }

    [TestMethod]
    public void Parameters_are_those_of_processors()
    {
        var pages = File.ReadAllText(Document()) + File.ReadAllText(Page("reference", "processors.md"));
        var blocks = PlainBlocks().Matches(pages.ReplaceLineEndings("\n")).Select(block => block.Groups["text"].Value).ToArray();
        Assert.HasCount(5, blocks);
        foreach (var text in blocks)
        {
            var yaml = text.StartsWith("data:\n", StringComparison.Ordinal)
                ? text["data:\n".Length..].Replace("\n  ", "\n", StringComparison.Ordinal)[2..]
                : $"pre_processing:\n{text}";
            var data = ParameterBinder.Bind<ToyDataParams>(
                YamlReader.Read(yaml, "/config.yaml"),
                ProcessorCatalog.Default.With(ImagingProcessors.Assembly).With(typeof(ToyDataParams).Assembly));
            Assert.IsGreaterThan(0, data.PreProcessing.Count + data.PostProcessing.Count, text);
        }
    }

    [TestMethod]
    public void Processors_are_the_code_that_runs_here()
    {
        var code = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Tfaip.Commands.Tests", "Documents", "DocumentedProcessors.cs"))
            .ReplaceLineEndings("\n");
        var blocks = CodeBlocks().Matches(File.ReadAllText(Page("how-to", "processor.md")).ReplaceLineEndings("\n"));
        Assert.HasCount(2, blocks);
        foreach (var block in blocks.ToArray()) Assert.Contains(block.Groups["text"].Value, code);

        using var images = new Images();
        var pipeline = new SamplePipeline(
            images,
            [new EveryOtherParams(), new AddNoiseParams { Amplitude = 0.25 }],
            new() { BatchSize = 3 },
            PipelineMode.Evaluation,
            seed: 1,
            [TensorSpec.Parse("image: float32[batch, 2, 2]")]);
        var elements = Dense.ToArray((Tensor<float>)pipeline.Read(0).Single().Inputs["image"]);

        var changes = elements.Select((element, i) => element - (2 * (i / 4))).ToArray();
        Assert.HasCount(12, changes);
        Assert.IsLessThanOrEqualTo(0.25f, changes.Max(Math.Abs));
        Assert.HasCount(12, changes.Distinct());
    }

    private static string Batches(string yaml, int[] lengths)
    {
        var data = ParameterBinder.Bind<ToyDataParams>(YamlReader.Read(yaml, "/config.yaml"), ReferenceDocument.Catalog);
        var pipeline = new SamplePipeline(
            new Texts(lengths),
            data.PreProcessing,
            data.Pipeline,
            PipelineMode.Evaluation,
            seed: 1,
            [TensorSpec.Parse("tokens: int64[batch, time]")]);
        var lines = pipeline.Read(0)
            .Select(batch => $"{SampleValues.Describe(batch.Inputs["tokens"])}: {string.Join(' ', batch.Samples.Select(NameOf))}")
            .ToList();
        return string.Join('\n', lines.Concat(DropText.Lines(pipeline.Statistics.Dropped).Select(line => $"left out: {line}"))) + "\n";
    }

    private static string NameOf(Sample sample) =>
        sample.Meta.TryGetValue("piece", out var piece) ? $"{sample.Source}.{piece}" : sample.Source;

    private static string Page(string folder, string name) => Path.Combine(Repository.Root, "docs", folder, name);

    private static string Document()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "docs", "concepts", "data.md");
            if (File.Exists(file)) return file;
        }

        throw new AssertFailedException("docs/concepts/data.md is not above the test's folder.");
    }

    [GeneratedRegex(
        @"^```(?<kind>yaml example|text lengths|text batches)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^```yaml\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex PlainBlocks();

    [GeneratedRegex(@"^```csharp\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlocks();

    private sealed class Images : ISampleSource
    {
        public int Count => 6;

        public Sample Read(int index) => new Sample().WithInput("image", Tensor.Create(new float[] { index, index, index, index }, [2, 2]));

        public void Dispose()
        {
        }
    }

    private sealed class Texts(int[] lengths) : ISampleSource
    {
        public int Count => lengths.Length;

        public Sample Read(int index) => new Sample()
            .WithInput("tokens", Tensor.Create(new long[lengths[index]], [lengths[index]]))
            .WithMeta(Sample.SourceKey, $"{index}");

        public void Dispose()
        {
        }
    }
}
