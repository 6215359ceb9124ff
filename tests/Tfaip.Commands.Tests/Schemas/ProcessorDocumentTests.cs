using System.Numerics.Tensors;
using System.Text.Json;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;
using Tfaip.Processors.Imaging.Files;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Tfaip.Commands.Tests.Schemas;

/// <summary>Executes the examples of <c>docs/reference/processors.md</c>, and holds that it names every processor.</summary>
[TestClass]
public sealed class ProcessorDocumentTests
{
    private static readonly IReadOnlyDictionary<string, string> Examples = Blocks();

    [TestMethod]
    public void Every_processor_is_named()
    {
        var text = File.ReadAllText(Document());
        var missing = ReferenceDocument.Catalog.VariantsOf(typeof(ProcessorParams)).Select(VariantCatalog.NameOf)
            .Where(name => !text.Contains($"`{name}`"));
        Assert.AreEqual("", string.Join(", ", missing));
    }

    [TestMethod]
    public void Every_example_is_executed_here() => CollectionAssert.AreEquivalent(
        new[] { "photographs", "lines", "lines post_processing", "pairs", "answers", "answers post_processing", "tags" },
        Examples.Keys.ToArray());

    [TestMethod]
    public void Photographs_have_one_size_in_every_mode()
    {
        var png = ImageWriter.EncodePng(
            Tensor.Create([.. Enumerable.Range(0, 3 * 120 * 150).Select(i => (byte)(i * 7))], (ReadOnlySpan<nint>)[3, 120, 150]));
        foreach (var mode in Enum.GetValues<PipelineMode>())
        {
            var image = (Tensor<float>)Process("photographs", mode, new Sample().WithInput("image", png)).Inputs["image"];
            CollectionAssert.AreEqual(new nint[] { 3, 96, 96 }, image.Lengths.ToArray());
            Assert.IsTrue(image.ToArray().All(level => level is > -2.2f and < 2.7f));
        }
    }

    [TestMethod]
    public void Lines_are_encoded_and_decoded()
    {
        var png = ImageWriter.EncodePng(Tensor.Create(new byte[24 * 100], [24, 100]));
        var sample = Process("lines", PipelineMode.Training, new Sample().WithInput("image", png).WithTarget("text", "  a  line "));
        CollectionAssert.AreEqual(new nint[] { 1, 48, 200 }, ((Tensor<float>)sample.Inputs["image"]).Lengths.ToArray());
        CollectionAssert.AreEqual(new long[] { 2, 1, 13, 10, 15, 6 }, ((Tensor<long>)sample.Targets["labels"]).ToArray());
        Assert.AreEqual(200L, sample.Inputs["image_width"]);
        Assert.AreEqual(6L, sample.Targets["label_count"]);
        Assert.AreEqual(0, Process("lines", PipelineMode.Prediction, new Sample().WithInput("image", png)).Targets.Count);

        const long Frames = 10;
        long[] path = [2, 2, 0, 1, 13, 10, 10, 0, 15, 6, 3, 4]; // the last two are of what filled up the batch
        var outputs = new Sample().WithOutput("logits", Tensor.Create(path, [path.Length])).WithOutput("frames", Frames);
        var answer = Process("lines post_processing", PipelineMode.Prediction, outputs);
        Assert.AreEqual("a line", answer.Outputs["text"]);
    }

    [TestMethod]
    public void Pairs_become_tokens()
    {
        var folder = Directory.CreateTempSubdirectory("tfaip-test-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\nhow\nare\nyou\n?\n");
            var inputs = Process("pairs", PipelineMode.Prediction, new Sample().WithInput("first", "How are you?")
                .WithInput("second", "You?"), folder).Inputs;
            CollectionAssert.AreEqual(new long[] { 2, 4, 5, 6, 7, 3, 6, 7, 3, 0 }, ((Tensor<long>)inputs["input_ids"]).ToArray()[..10]);
            Assert.AreEqual(9L, ((Tensor<long>)inputs["attention_mask"]).ToArray().Sum());
            Assert.AreEqual(128, ((Tensor<long>)inputs["token_type_ids"]).FlattenedLength);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A vocabulary of the 256 bytes, in the order of their characters as GPT-2 numbers them, two merges and two special tokens.
    [TestMethod]
    public void Answers_are_texts()
    {
        var folder = Directory.CreateTempSubdirectory("tfaip-test-").FullName;
        try
        {
            char[] bytes = [.. Enumerable.Range(0x21, 94).Concat(Enumerable.Range(0xA1, 12)).Concat(Enumerable.Range(0xAE, 82))
                .Concat(Enumerable.Range(0x100, 68)).Select(i => (char)i)];
            string[] tokens = [.. bytes.Select(character => character.ToString()), "ye", "yes", "<s>", "</s>"];
            File.WriteAllText(
                Path.Combine(folder, "vocab.json"),
                JsonSerializer.Serialize(tokens.Select((token, number) => (token, number)).ToDictionary()));
            File.WriteAllText(Path.Combine(folder, "merges.txt"), "y e\nye s\n");
            var inputs = Process("answers", PipelineMode.Prediction, new Sample().WithInput("question", "yes ?"), folder).Inputs;
            long[] expected = [258, 257, Array.IndexOf(tokens, "\u0120"), Array.IndexOf(tokens, "?"), 259];
            CollectionAssert.AreEqual(expected, ((Tensor<long>)inputs["input_ids"]).ToArray());

            long[] answer = [258, 257, Array.IndexOf(tokens, "!"), 259, 256];
            var scores = new float[5 * 264];
            for (var i = 0; i < answer.Length; i++) scores[(i * 264) + (int)answer[i]] = 1;
            var outputs = new Sample().WithOutput("logits", Tensor.Create(scores, [5, 264]));
            Assert.AreEqual("yes!", Process("answers post_processing", PipelineMode.Prediction, outputs, folder).Outputs["answer"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void Tags_become_numbers() => CollectionAssert.AreEqual(
        new long[] { 0, 0, 1, 2 }, ((Tensor<long>)Process(
            "tags", PipelineMode.Training, new Sample().WithTarget("tags", "O O B-person I-person")).Targets["tags"]).ToArray());

    private static Sample Process(string example, PipelineMode mode, Sample sample, string folder = "/")
    {
        var file = Path.Combine(folder, "config.yaml");
        var list = (SequenceNode)YamlReader.Read(Examples[example], file);
        ProcessorParams[] processors = [.. list.Items.Select(
            item => ParameterBinder.Bind<ProcessorParams>(item, ReferenceDocument.Catalog))];
        return new ProcessorChain(processors, mode).Process(sample, seed: 1, epoch: 0, index: 0)!;
    }

    private static Dictionary<string, string> Blocks()
    {
        var blocks = new Dictionary<string, string>();
        var lines = File.ReadAllLines(Document());
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```yaml ", StringComparison.Ordinal)) continue;
            var (name, first) = (lines[i]["```yaml ".Length..], i + 1);
            while (lines[++i] != "```")
            {
            }

            blocks.Add(name, string.Join('\n', lines[first..i]) + "\n");
        }

        return blocks;
    }

    private static string Document()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "docs", "reference", "processors.md");
            if (File.Exists(file)) return file;
        }

        throw new AssertFailedException("docs/reference/processors.md is not above the test's folder.");
    }
}
