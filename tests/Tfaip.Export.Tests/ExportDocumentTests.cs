using System.Text.RegularExpressions;
using CommandLine;
using Tfaip.Export.Lowering;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests;

/// <summary>docs/export.md says what is so.</summary>
[TestClass]
public sealed partial class ExportDocumentTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Gallery = new()
    {
        ["x.sum().item<float>() > 0 ? x * 2 : x"] = x => x.sum().item<float>() > 0 ? x * 2 : x,
        ["x * Random.Shared.NextSingle()"] = x => x * Random.Shared.NextSingle(),
        ["DateTime.Now.Hour < 12 ? x : -x"] = x => DateTime.Now.Hour < 12 ? x : -x,
        ["(Tensor)typeof(Tensor).GetMethod(\"exp\")!.Invoke(x, [])!"] = x => (Tensor)typeof(Tensor).GetMethod("exp")!.Invoke(x, [])!,
        ["x.add_(1)"] = x => x.add_(1),
        ["functional.dropout(x, 0.5)"] = x => functional.dropout(x, 0.5),
        ["x.norm(3f)"] = x => x.norm(3f),
        ["x.erfinv()"] = x => x.erfinv(),
        ["functional.adaptive_avg_pool1d(x.unsqueeze(1), 4)"] = x => functional.adaptive_avg_pool1d(x.unsqueeze(1), 4),
    };

    [TestMethod]
    public void The_lists_are_those_of_the_table()
    {
        var entries = LoweringTable.Default.Entries.ToArray();
        var layers = typeof(Module).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && entries.Any(entry => entry.Type.IsAssignableFrom(type) && entry.Type != typeof(Tensor)))
            .Select(type => type.Name);
        var methods = entries.Where(entry => !typeof(Module).IsAssignableFrom(entry.Type)).Select(entry => Name(entry.Method)).OfType<string>().Distinct();
        var document = Document();
        Assert.AreEqual(List(layers), After(document, "at any depth):"), "the layers");
        Assert.AreEqual(List(methods), After(document, "variants with `_` that work in place:"), "the methods");
    }

    [TestMethod]
    public void The_command_line_has_the_options_that_are_said()
    {
        var said = Options().Matches(Document()).Select(match => match.Groups[1].Value).Order().ToArray();
        var known = typeof(Export.Commands.ModuleOptions).GetProperties()
            .Select(property => (Attribute.GetCustomAttribute(property, typeof(OptionAttribute)) as OptionAttribute)?.LongName).OfType<string>()
            .Where(name => name is not ("verbose" or "output")).Order().ToArray();
        CollectionAssert.AreEqual(known, said);
    }

    [TestMethod]
    public void The_gallery_shows_what_is_said()
    {
        var shown = Shown().Matches(Document()).ToDictionary(match => match.Groups[1].Value.Trim(), match => match.Groups[2].Value.Trim());
        CollectionAssert.AreEquivalent(Gallery.Keys, shown.Keys);
        using var scope = NewDisposeScope();
        using var module = Identity();
        foreach (var (code, function) in Gallery)
        {
            var model = new ExportableModel { Module = module, Forward = inputs => [function(inputs[0])], Inputs = [TensorSpec.Parse("x: float32[batch, 6]")] };
            var message = Assert.ThrowsExactly<ExportException>(() => OnnxExporter.Export(model)).Message;
            Assert.AreEqual(shown[code], Place().Replace(message, "Net.cs:12: "), code);
        }
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"`{name}`")) + ".";

    // Operators and properties as they are written.
    private static string? Name(string method) => method switch
    {
        "get_TensorItems" or "set_TensorItems" => "x[…]",
        _ when method.StartsWith("op_", StringComparison.Ordinal) => null,
        _ when method.StartsWith("get_", StringComparison.Ordinal) => method[4..],
        _ => method,
    };

    private static string After(string document, string heading)
    {
        var text = document[(document.IndexOf(heading, StringComparison.Ordinal) + heading.Length)..].TrimStart();
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).ReplaceLineEndings(" ").Trim();
    }

    private static string Document()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "docs", "export.md");
            if (File.Exists(path)) return File.ReadAllText(path);
        }

        throw new FileNotFoundException("docs/export.md is not above the tests.");
    }

    [GeneratedRegex(@"```csharp\n([^`]+)```\n```text\n([^`]+)```")]
    private static partial Regex Shown();

    [GeneratedRegex(@"^\| `--(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Options();

    [GeneratedRegex(@"^\S+\.cs:\d+: ")]
    private static partial Regex Place();
}
