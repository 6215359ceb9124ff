using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors;
using Tfaip.Processors.Pipelines;
using Tfaip.Training.Tests;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Documents;

/// <summary>
/// Executes the examples of <c>docs/reference/generators.md</c>: a block <c>text NAME</c> is a file in the folder <c>/data</c>, a block
/// <c>yaml</c> a generator, and what follows the samples that it gives, <c>text samples</c>, or the error, <c>text error</c>.
/// </summary>
[TestClass]
public sealed class GeneratorDocumentTests
{
    [TestMethod]
    public void Every_example_gives_what_is_written_below_it()
    {
        using var folder = new TemporaryFolder();
        var (generator, results, types) = ((GeneratorParams?)null, 0, new HashSet<string>());
        foreach (var (kind, line, text) in Blocks())
        {
            switch (kind)
            {
                case "yaml":
                case "yaml example":
                    generator = ParameterBinder.Bind<GeneratorParams>(
                        YamlReader.Read(text, folder.In("data.yaml")), ProcessorCatalog.Default);
                    types.Add(VariantCatalog.NameOf(generator.GetType()));
                    if (kind == "yaml") using (OpenOrNull(generator)) { }
                    break;
                case "text samples":
                    Assert.AreEqual(text, Samples(generator!, folder.Path), $"line {line}");
                    results++;
                    break;
                case "text error":
                    var error = Assert.ThrowsExactly<TfaipException>(() => Samples(generator!, folder.Path), $"line {line}");
                    Assert.AreEqual(text.TrimEnd(), error.Message.Replace(folder.Path, "/data"), $"line {line}");
                    results++;
                    break;
                default:
                    Assert.StartsWith("text ", kind, $"line {line}");
                    var path = folder.In(kind["text ".Length..].Split('/'));
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    File.WriteAllText(path, text);
                    break;
            }
        }

        Assert.AreEqual(11, results);
        CollectionAssert.AreEquivalent(
            ProcessorCatalog.Default.VariantsOf(typeof(GeneratorParams)).Select(VariantCatalog.NameOf).ToArray(), types.ToArray());
    }

    private static ISampleSource? OpenOrNull(GeneratorParams generator)
    {
        try
        {
            return generator.Open();
        }
        catch (TfaipException)
        {
            // What it says is in the block of the error.
            return null;
        }
    }

    private static string Samples(GeneratorParams generator, string folder)
    {
        using var source = generator.Open();
        var text = new StringBuilder();
        for (var i = 0; i < source.Count; i++)
        {
            var sample = source.Read(i);
            text.Append(sample.Source).Append(' ').AppendJoin(' ', sample.Inputs.Select(Value));
            if (sample.Targets.Count > 0) text.Append(" → ").AppendJoin(' ', sample.Targets.Select(Value));
            text.Append('\n');
        }

        return text.ToString().Replace(folder, "/data");
    }

    private static string Value(KeyValuePair<string, object> entry) => $"{entry.Key}={entry.Value switch
    {
        string text => $"\"{text.Replace("\"", "\\\"")}\"",
        Tensor<float> tensor => $"float32[{string.Join(", ", tensor.Lengths.ToArray())}][{Numbers(tensor.ToArray())}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString(),
    }}";

    private static IEnumerable<(string Kind, int Line, string Text)> Blocks()
    {
        var (kind, start, text) = ((string?)null, 0, new StringBuilder());
        foreach (var (i, line) in File.ReadAllLines(Path.Combine(Repository.Root, "docs", "reference", "generators.md")).Index())
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                text.Append(line).Append('\n');
            }
            else if (kind is null)
            {
                (kind, start) = (line[3..], i + 1);
                text.Clear();
            }
            else
            {
                yield return (kind, start, text.ToString());
                kind = null;
            }
        }
    }

    private static string Numbers(float[] numbers) =>
        string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
