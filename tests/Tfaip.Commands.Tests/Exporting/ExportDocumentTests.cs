using System.Text.RegularExpressions;
using CommandLine;
using Tfaip.Commands.Exporting;
using Tfaip.Export;
using Tfaip.Export.Requests;
using Tfaip.Export.Verification;
using Tfaip.Processors.Samples;
using Tfaip.Torch.Weights;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Commands.Tests.Exporting;

/// <summary>What docs/how-to/export-a-module.md and docs/reference/export.md say is so.</summary>
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
        var said = Options().Matches(Reference()).Select(match => match.Groups[1].Value).Order().ToArray();
        var known = typeof(ModuleOptions).GetProperties()
            .Select(property => (Attribute.GetCustomAttribute(property, typeof(OptionAttribute)) as OptionAttribute)?.LongName)
            .OfType<string>()
            .Where(name => name is not ("verbose" or "output")).Order().ToArray();
        CollectionAssert.AreEqual(known, said);
    }

    [TestMethod]
    public void The_example_of_a_command_is_carried_out()
    {
        var folder = Directory.CreateTempSubdirectory("tfaip-document-").FullName;
        try
        {
            using var scope = NewDisposeScope();
            using var module = new My.Net(64);
            var weights = Path.Combine(folder, "w.safetensors");
            using (var file = File.Create(weights)) SafeTensors.Write(file, module.state_dict());

            var command = Words().Matches(Example().Match(HowTo()).Groups[1].Value.Replace("\\\n", "", StringComparison.Ordinal))
                .Select(word => word.Value.Trim('\'', '"')).ToArray();
            CollectionAssert.IsSubsetOf(new[] { "module", "Net.dll", "w.safetensors", "net.onnx" }, command);
            var target = Path.Combine(folder, "net.onnx");
            var (code, error) = Run([.. command.Select(word => word switch
            {
                "Net.dll" => typeof(My.Net).Assembly.Location,
                "w.safetensors" => weights,
                "net.onnx" => target,
                _ => word,
            })]);
            Assert.AreEqual((0, ""), (code, error));
            using var session = new OnnxSession(File.ReadAllBytes(target));
            using var gradients = no_grad();
            module.eval();
            var x = randn(2, 3, 40, 56);
            Assert.IsTrue(session.Run([("image", x)], ["output"])[0].allclose(module.call(x), 1e-5, 1e-5));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void The_example_of_a_program_is_carried_out()
    {
        var spec = Program().Match(HowTo()).Groups[1].Value;
        var path = Path.Combine(Directory.CreateTempSubdirectory("tfaip-document-").FullName, "net.onnx");
        try
        {
            using var module = new My.Net(8);
            OnnxExporter.Export(module, path, [TensorSpec.Parse(spec)]);
            Assert.IsTrue(File.Exists(path));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [TestMethod]
    public void The_forms_of_the_command_line_are_those_of_the_help()
    {
        using var output = new StringWriter();
        new ExportCommand(output, TextWriter.Null).Run(["--help"]);
        var forms = Forms().Matches(Reference()).Select(match => match.Groups[1].Value).ToArray();
        Assert.HasCount(3, forms);
        foreach (var form in forms) Assert.Contains(form, Spaces().Replace(output.ToString(), " "));
    }

    [TestMethod]
    public void The_gallery_shows_what_is_said()
    {
        var shown = Shown().Matches(Reference()).ToDictionary(match => match.Groups[1].Value.Trim(), match => match.Groups[2].Value.Trim());
        CollectionAssert.AreEquivalent(Gallery.Keys, shown.Keys);
        using var scope = NewDisposeScope();
        using var module = Identity();
        foreach (var (code, function) in Gallery)
        {
            var model = new ExportableModel
            {
                Module = module,
                Forward = inputs => [function(inputs[0])],
                Inputs = [TensorSpec.Parse("x: float32[batch, 6]")]
            };
            var message = Assert.ThrowsExactly<ExportException>(() => OnnxExporter.Export(model)).Message;
            Assert.AreEqual(shown[code], Place().Replace(message, "Net.cs:12: "), code);
        }
    }

    private static (int Code, string Error) Run(string[] arguments)
    {
        using var error = new StringWriter();
        var code = new ExportCommand(TextWriter.Null, error).Run(arguments);
        return (code, error.ToString());
    }

    private static string HowTo() => Document("how-to", "export-a-module.md");

    private static string Reference() => Document("reference", "export.md");

    private static string Document(string kind, string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "docs", kind, name);
            if (File.Exists(path)) return File.ReadAllText(path).ReplaceLineEndings("\n");
        }

        throw new FileNotFoundException($"docs/{kind}/{name} is not above the tests.");
    }

    [GeneratedRegex(@"```csharp\n([^`]+)```\n```text\n([^`]+)```")]
    private static partial Regex Shown();

    [GeneratedRegex(@"^\| `--([\w-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Options();

    [GeneratedRegex(@"^    tfaip-export (module --assembly Net(?:[^\n]*\\\n)*[^\n]*)", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|\S+")]
    private static partial Regex Words();

    [GeneratedRegex(@"TensorSpec\.Parse\(""([^""]+)""\)")]
    private static partial Regex Program();

    [GeneratedRegex(@"^    (tfaip-export (?:module|verify) \S*[A-Z-].*)$(?<!\\)", RegexOptions.Multiline)]
    private static partial Regex Forms();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\S+\.cs:\d+: ")]
    private static partial Regex Place();
}
