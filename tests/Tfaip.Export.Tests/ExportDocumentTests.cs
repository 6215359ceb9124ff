using System.Text.RegularExpressions;
using CommandLine;
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
        ["linalg.matrix_norm(x, 2.0)"] = x => linalg.matrix_norm(x, 2.0),
        ["x.erfinv()"] = x => x.erfinv(),
        ["functional.one_hot((x > 0).@long())"] = x => functional.one_hot((x > 0).@long()),
    };

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
