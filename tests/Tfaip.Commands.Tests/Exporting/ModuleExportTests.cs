using System.Runtime.CompilerServices;
using Mono.Cecil;
using Tfaip.Commands.Exporting;
using Tfaip.Commands.Tests.Loading;
using Tfaip.Export.Graphs.Format;
using Tfaip.Export.Programs;
using Tfaip.Export.Verification;
using Tfaip.Parameters.Files;
using Tfaip.Torch.Weights;
using static TorchSharp.torch;

namespace Tfaip.Commands.Tests.Exporting;

[TestClass]
public sealed class ModuleExportTests
{
    private const string Namespace = "Tfaip.Commands.Tests.Loading.SampleModules";
    private const string Row = "x: float32[batch, 4]";

    private static readonly string Assembly = System.Reflection.Assembly.GetExecutingAssembly().Location;

    private string _folder = "";

    private string Target => Path.Combine(_folder, "net.onnx");

    [TestInitialize]
    public void Create() => _folder = Directory.CreateTempSubdirectory("tfaip-module-").FullName;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_module_becomes_a_verified_graph_with_its_weights()
    {
        using var scope = NewDisposeScope();
        using var module = new SampleModules.Dense(3, SampleModules.Activation.Tanh, [2, 0.5], new(5, Bias: false));
        foreach (var weights in new[] { Path.Combine(_folder, "w.dat"), Path.Combine(_folder, "w.safetensors") })
        {
            if (weights.EndsWith(".dat", StringComparison.Ordinal)) module.save(weights);
            else using (var file = File.Create(weights)) SafeTensors.Write(file, module.state_dict());

            var (exitCode, output, error) = Run(
                "module",
                "--assembly",
                Assembly,
                "--type",
                "Dense",
                "--arguments",
                """{"hidden": 3, "activation": "Tanh", "scales": [2, 0.5], "head": {"width": 5, "bias": false}}""",
                "--weights", weights, "--input", Row, "-o", Target, "--names", "scores", "--opset", "20");

            Assert.AreEqual((0, ""), (exitCode, error));
            StringAssert.Matches(output, new($"""
                ^Making Dense of \S+ with the weights in \S+
                Exporting: recording it, and comparing the graph with it
                inputs
                  x: float32\[batch, 4\]
                outputs
                  scores: float32\[batch, 5\]
                verification
                  agrees with TorchSharp [0-9.]+ in ONNX Runtime [0-9.]+
                  allowed: 1E-05 relative, 1E-05 absolute
                  largest difference of scores: \S+ relative, \S+ absolute
                  sizes: batch=1; batch=4; batch=8; batch=4096; batch=2049; batch=420; batch=3348; batch=595
                  verified up to: batch=4096
                Written: \S+
                $
                """.ReplaceLineEndings("\n")));
            using var session = new OnnxSession(File.ReadAllBytes(Target));
            var x = randn(6, 4);
            Assert.IsTrue(session.Run([("x", x)], ["scores"])[0].allclose(module.call(x), 1e-5, 1e-5));
            Assert.AreEqual(20, ModelProto.Parser.ParseFrom(File.ReadAllBytes(Target)).OpsetImport.Single().Version);
            File.Delete(Target);
        }
    }

    [TestMethod]
    public void Drawn_weights_are_said_and_the_same_each_time()
    {
        string[] command = ["module", "--assembly", Assembly, "--type", $"{Namespace}.Dense", "--arguments", """{"hidden": 3}""", "--input",
            Row, "-o", Target];
        var (exitCode, output, _) = Run(command);
        Assert.AreEqual(0, exitCode);
        StringAssert.Contains(output, "\nNo weights are given: the graph has those that the constructor drew\n");
        var first = File.ReadAllBytes(Target);
        random.manual_seed(77);
        Run(command);
        CollectionAssert.AreEqual(first, File.ReadAllBytes(Target));
        Run([.. command, "--seed", "1"]);
        CollectionAssert.AreNotEqual(first, File.ReadAllBytes(Target));
    }

    [TestMethod]
    public void A_refused_module_names_its_line_and_writes_nothing()
    {
        File.WriteAllText(Target, "old");
        var (exitCode, _, error) = Run("module", "--assembly", Assembly, "--type", "Hostile", "--input", Row, "-o", Target);
        var file = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "Loading", "SampleModules.cs");
        var line = Array.FindIndex(File.ReadAllLines(file), text => text.EndsWith("// here", StringComparison.Ordinal)) + 1;
        Assert.AreEqual(
            (1, $"{new SourceLine(Path.GetFullPath(file), line).DisplayFile}:{line}: Tensor.item<float>() takes the values of a tensor "
                + "into .NET, and what follows from them would be fixed in the graph as it was in the recording. Keep them in tensors: "
                + "torch.where instead of if, tensor operations instead of .NET arithmetic.\n"),
            (exitCode, error));
        Assert.AreEqual("old", File.ReadAllText(Target));
        CollectionAssert.AreEqual(new[] { Target }, Directory.GetFileSystemEntries(_folder));
    }

    [TestMethod]
    public void Values_that_are_printed_are_refused_unless_reading_is_allowed()
    {
        string[] command = ["module", "--assembly", Assembly, "--type", "Printing", "--input", Row, "-o", Target];
        var (exitCode, _, error) = Run(command);
        Assert.AreEqual(1, exitCode);
        StringAssert.Matches(
            error,
            new(@"^\S*SampleModules\.cs:\d+: Tensor\.item<float>\(\) takes the values of a tensor into \.NET\. Here they only go to a "
                + @"console or a log: take the line out, or say that this is so with --allow-reading \(ExportOptions\.AllowReading in a "
                + @"program\)\.\n$"));
        Assert.AreEqual((0, ""), Run([.. command, "--allow-reading"]) is var (code, _, text) ? (code, text) : default);
        Assert.AreEqual(0, Run("verify", Target, "--assembly", Assembly, "--type", "Printing", "--allow-reading").ExitCode);
        Assert.AreEqual(1, Run("verify", Target, "--assembly", Assembly, "--type", "Printing").ExitCode);
    }

    [TestMethod]
    public void Values_that_are_computed_with_stay_refused_where_reading_is_allowed()
    {
        var (exitCode, _, error) = Run(
            "module", "--assembly", Assembly, "--type", "Hostile", "--input", Row, "--allow-reading", "-o", Target);
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(error, "is given a number that differs between sizes");
    }

    [TestMethod]
    public void A_folder_that_is_not_there_is_an_error_before_the_work()
    {
        var target = Path.Combine(_folder, "gone", "net.onnx");
        var (exitCode, output, error) = Run("module", "--assembly", Assembly, "--type", "Twin", "--input", Row, "-o", target);
        Assert.AreEqual(
            (1, "", $"{target}: there is no folder {Path.Combine(_folder, "gone")}. Make it first, or give another file to write.\n"),
            (exitCode, output, error));
        (exitCode, output, error) = Run(_folder, "-o", target);
        Assert.AreEqual(
            (1, "", $"{target}: there is no folder {Path.Combine(_folder, "gone")}. Make it first, or give another file to write.\n"),
            (exitCode, output, error));
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(target)));
    }

    [TestMethod]
    public void A_file_that_cannot_be_written_is_called_as_it_was_asked_for()
    {
        var blocked = Path.Combine(Write("file.txt", ""), "net.onnx");
        var (exitCode, output, error) = Run("module", "--assembly", Assembly, "--type", "Twin", "--input", Row, "-o", blocked);
        Assert.AreEqual(
            (1, "", $"{blocked}: there is no folder {Path.GetDirectoryName(blocked)}. Make it first, or give another file to write.\n"),
            (exitCode, output, error));
        var denied = new UnauthorizedAccessException($"Access to the path '{Target}.{Guid.NewGuid():N}.tmp' is denied.");
        Assert.AreEqual($"Access to the path '{Target}' is denied.", AtomicFile.Explain(denied));
        var full = new IOException($"No space left on device : '{Target}.{Guid.NewGuid():N}.tmp/net.onnx.data'");
        Assert.AreEqual($"No space left on device : '{Target}'", AtomicFile.Explain(full));
    }

    [TestMethod]
    public void A_project_of_its_own_over_a_library_is_built_and_exported()
    {
        var torch =
            $"""<ItemGroup><Reference Include="TorchSharp"><HintPath>{typeof(TorchSharp.torch).Assembly.Location}</HintPath><Private>false</Private></Reference></ItemGroup>""";
        Write("library/Blocks.csproj", Project(torch));
        Write(
            "library/Swish.cs",
            "public static class Swish { public static TorchSharp.torch.Tensor Apply(TorchSharp.torch.Tensor x) => x * x.sigmoid(); }");
        var project = Write(
            "net/SwishNet.csproj", Project(torch + """<ItemGroup><ProjectReference Include="../library/Blocks.csproj" /></ItemGroup>"""));
        Write("net/Net.cs", """
            using static TorchSharp.torch;
            namespace My;
            public class Net() : nn.Module<Tensor, Tensor>("net")
            {
                public override Tensor forward(Tensor x) => Swish.Apply(x);
            }
            """);
        var (exitCode, output, error) = Run(
            "module", "--assembly", project, "--type", "My.Net", "--input", "x: float32[n, m]", "-o", Target);
        Assert.AreEqual((0, ""), (exitCode, error));
        StringAssert.Contains(output, $"Building {project}\n");
        using var scope = NewDisposeScope();
        using var session = new OnnxSession(File.ReadAllBytes(Target));
        var x = randn(3, 9);
        Assert.IsTrue(session.Run([("x", x)], ["output"])[0].allclose(nn.functional.silu(x), 1e-5, 1e-5));
        var nodes = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Target)).Graph.Node.Select(node => node.DocString).Distinct().ToArray();
        CollectionAssert.AreEqual(new[] { "Swish.cs:1" }, nodes);
    }

    [TestMethod]
    public void The_class_is_found_by_its_full_name_or_its_last_part()
    {
        AssertRefused(
            $"Twin: {Path.GetFileName(Assembly)} has several modules of this name: {Namespace}.Outer.Twin, {Namespace}.Twin. Give the full "
            + "name.", "Twin");
        foreach (var name in new[] { $"{Namespace}.Outer.Twin", $"{Namespace}+Outer+Twin" })
        {
            Assert.AreEqual(0, Run("module", "--assembly", Assembly, "--type", name, "--input", Row, "-o", Target).ExitCode);
            Assert.AreEqual("Exp", ModelProto.Parser.ParseFrom(File.ReadAllBytes(Target)).Graph.Node.Single().OpType);
        }
    }

    [TestMethod]
    public void A_class_that_is_not_there_is_compared_with_those_that_are()
    {
        var assembly = MadeAssembly.Write(_folder, ["My.Net", "My.Nets.Encoder", "Other"]);
        var file = Path.GetFileName(assembly);
        AssertRefused(
            $"My.Nett: {file} has no such module. Did you mean 'My.Net'? It has My.Net, My.Nets.Encoder, Other.", "My.Nett", assembly);
        AssertRefused(
            $"Encodr: {file} has no such module. Did you mean 'My.Nets.Encoder'? It has My.Net, My.Nets.Encoder, Other.",
            "Encodr",
            assembly);
        AssertRefused($"Quite.Different: {file} has no such module. It has My.Net, My.Nets.Encoder, Other.", "Quite.Different", assembly);
        AssertRefused(
            "My.Net: this class is abstract, and no module can be made of it. Name a class that derives from it.", "My.Net", assembly);

        var many = MadeAssembly.Write(_folder, [.. Enumerable.Range(10, 15).Select(i => $"N{i}")]);
        AssertRefused(
            $"Different: {Path.GetFileName(many)} has no such module. It has N10, N11, N12, N13, N14, N15, N16, N17, N18, N19, N20, N21 "
            + "and 3 more.", "Different", many);

        var none = MadeAssembly.Write(_folder, []);
        AssertRefused($"Net: {Path.GetFileName(none)} has no modules: no class in it derives from TorchSharp's nn.Module.", "Net", none);
    }

    [TestMethod]
    public void A_class_that_cannot_be_made_says_why()
    {
        AssertRefused(
            $"{Namespace}.Unfinished: this class is abstract, and no module can be made of it. Name a class that derives from it.",
            "Unfinished");
        AssertRefused(
            $"{Namespace}.OfAny: this class has type parameters, which a name cannot give. Derive a class from it that gives them, and "
            + "name that.", $"{Namespace}.OfAny");
        AssertRefused($"{Namespace}.Closed: this class has no public constructor.", "Closed");
    }

    [TestMethod]
    public void An_assembly_that_cannot_be_used_says_why()
    {
        var missing = Path.Combine(_folder, "Gone.dll");
        AssertRefused($"{missing}: there is no such project or assembly.", "Net", missing);
        var text = Write("net.txt", "");
        AssertRefused($"{text}: this is neither a project (.csproj) nor an assembly (.dll).", "Net", text);

        var newer = MadeAssembly.Write(
            _folder,
            ["Net"],
            module => module.AssemblyReferences.Single(reference => reference.Name == "TorchSharp").Version = new(0, 999, 0, 0));
        AssertRefused(
            $"{Path.GetFileName(newer)}: the assembly was built with TorchSharp 0.999.0, and this program has "
            + $"{typeof(nn.Module).Assembly.GetName().Version!.ToString(3)}. Build it with that version.", "Net", newer);

        var incomplete = MadeAssembly.Write(_folder, [], module =>
        {
            var library = new AssemblyNameReference("Gone.Library", new(1, 0, 0, 0));
            module.AssemblyReferences.Add(library);
            MadeAssembly.Add(module, "Net", new("Gone", "Base", module, library));
        });
        AssertRefused(
            $"{Path.GetFileName(incomplete)}: something that the assembly needs is missing: Could not load file or assembly 'Gone.Library, "
            + "Version=1.0.0.0, Culture=neutral, PublicKeyToken=null'. The system cannot find the file specified. Publish it, or build it "
            + "with its dependencies beside it.",
            "Net",
            incomplete);
    }

    [TestMethod]
    [DataRow("""{"hiden": 3}""", "they do not fit a constructor of {N}.Dense: it has no parameter 'hiden'. Did you mean 'hidden'? 'hidden' "
        + "is not given. {C}")]
    [DataRow("""{}""", "they do not fit a constructor of {N}.Dense: 'hidden' is not given. {C}")]
    [DataRow("""{"hidden": 3, "depth": 2}""", "they do not fit a constructor of {N}.Dense: it has no parameter 'depth'. {C}")]
    [DataRow("""{"hidden": "three"}""", "'hidden' of {N}.Dense is of the type long, and \"three\" is not.")]
    [DataRow("""{"hidden": 3.5}""", "'hidden' of {N}.Dense is of the type long, and 3.5 is not.")]
    [DataRow("""{"hidden": null}""", "'hidden' of {N}.Dense is of the type long, and null is not.")]
    [DataRow("""{"hidden": 3, "activation": "Gelu"}""", "'activation' of {N}.Dense is of the type Activation, and \"Gelu\" is not. It is "
        + "one of Relu, Tanh.")]
    [DataRow("""{"hidden": 3, "scales": [1, "a"]}""", "'scales' of {N}.Dense is of the type double[], and [1, \"a\"] is not.")]
    [DataRow("""{"hidden": 3, "head": {"wide": 3}}""", "'head' of {N}.Dense is of the type Head, and {\"wide\": 3} is not.")]
    [DataRow("""[3]""", "this is not a JSON object. Write the constructor's arguments by name: '{\"hidden\": 64}'.")]
    public void Arguments_that_do_not_fit_are_explained(string json, string message) => AssertRefused(
        "--arguments: " + message.Replace("{N}", Namespace).Replace(
            "{C}",
            "Its constructor is (long hidden, Activation activation = \"Relu\", double[] scales = null, Head head = null, ScalarType type "
            + "= \"Float32\", string name = null)."),
        "Dense",
        Assembly,
        "--arguments",
        json);

    [TestMethod]
    public void Arguments_that_are_no_JSON_are_shown_where()
    {
        var (exitCode, _, error) = Run(
            "module", "--assembly", Assembly, "--type", "Dense", "--arguments", "{hidden: 3}", "--input", Row, "-o", Target);
        Assert.AreEqual(
            (1, "--arguments: this is not JSON: 'h' is an invalid start of a property name. Expected a '\"'. LineNumber: 0 | "
                + "BytePositionInLine: 1.\n"), (exitCode, error));
    }

    [TestMethod]
    public void A_constructor_that_fails_is_named() => AssertRefused(
        $"{Namespace}.Dense: the constructor fails: There is no layer of that width. (Parameter 'hidden')\nActual value was -1.",
        "Dense",
        Assembly,
        "--arguments",
        """{"hidden": -1}""");

    [TestMethod]
    public void Names_with_underscores_are_those_of_parameters() => Assert.AreEqual(
        0, Run("module", "--assembly", Assembly, "--type", "Dense", "--arguments", """{"HIDDEN": 3, "type": "Float64"}""", "--input",
            "x: float64[batch, 4]", "-o", Target).ExitCode);

    [TestMethod]
    public void Weights_that_do_not_fit_are_explained()
    {
        using var scope = NewDisposeScope();
        using var module = new SampleModules.Dense(3);
        var state = module.state_dict();
        AssertWeights("{W}: there is no such file of weights.", "none.dat", null);
        AssertWeights("{W}: weights are read from .safetensors, or from .dat as TorchSharp's Module.save writes it.", "w.npz", state);
        AssertWeights(
            "{W}: this is a file of PyTorch's own, which only PyTorch reads. Save the state dict as safetensors: "
            + "safetensors.torch.save_file(model.state_dict(), \"weights.safetensors\").", "w.pt", state);
        AssertWeights(
            "{W}: does not fit the model; missing in the file: first.bias, second.weight.",
            "a.safetensors",
            state.Where(pair => pair.Key is "first.weight" or "second.bias"));
        AssertWeights(
            "{W}: does not fit the model; not in the model: third.weight.", "b.safetensors", state.Append(new("third.weight", zeros(2))));
        AssertWeights(
            "{W}: does not fit the model; missing in the file: second.bias; not in the model: third.",
            "c.dat",
            state.Where(pair => pair.Key != "second.bias").Append(new("third", zeros(2))));
        AssertWeights("{W}: 'first.weight' is F32[4, 3] in the file and F32[3, 4] in the model.", "d.dat", state.Select(
            pair => new KeyValuePair<string, Tensor>(pair.Key, pair.Key == "first.weight" ? pair.Value.t().contiguous() : pair.Value)));
        AssertWeights(
            "{W}: 'first.bias' is F64[3] in the file and F32[3] in the model.",
            "e.safetensors",
            state.Select(pair => new KeyValuePair<string, Tensor>(pair.Key, pair.Key == "first.bias" ? pair.Value.@double() : pair.Value)));
        Assert.IsFalse(File.Exists(Target));
    }

    [TestMethod]
    public void Inputs_that_do_not_fit_the_module_are_explained()
    {
        AssertRefused(
            "Dense has no forward that takes 2 tensors. State as many inputs as its forward has arguments: forward(Tensor x).",
            "Dense",
            Assembly,
            "--arguments",
            """{"hidden": 3}""",
            "--input",
            "y: float32[a]");
        var (exitCode, _, error) = Run("module", "--assembly", Assembly, "--type", "Dense", "--arguments", """{"hidden": 3}""", "--input",
            "x: float32[batch, 5]", "-o", Target);
        Assert.AreEqual(1, exitCode);
        StringAssert.Matches(
            error,
            new(@"^\S*SampleModules\.cs:\d+: The model's forward fails at batch=\d+: mat1 and mat2 shapes cannot be multiplied \((\d+)x5 "
                + @"and 4x3\)\. Linear takes 4 in axis 1 of its input, and is given 5: the shape is \[\1, 5\]\. Write 4 "
                + @"in its place in the "
                + @"specification of the input x, or make the layer with 5\.\n$"));
    }

    [TestMethod]
    [DataRow("--input: The tensor spec \"x: float31[batch]\" is wrong at character 4: there is no element type 'float31'; there are: "
        + "float32, float64, float16, uint8, int8, int16, int32, int64, bool.", "--input", "x: float31[batch]", "-o", "o")]
    [DataRow(
        "--input: The tensor spec \"x\" is wrong at character 2: the text ends where ':' should follow the name of the tensor.",
        "--input",
        "x",
        "-o",
        "o")]
    [DataRow("--opset 12: there is no such operator set here. Give 17 to 26.", "--input", Row, "-o", "o", "--opset", "12")]
    [DataRow("--opset: the value is not a number.", "--input", Row, "-o", "o", "--opset", "new")]
    [DataRow("--precision int8: a graph computes in fp32 or fp16.", "--input", Row, "-o", "o", "--precision", "int8")]
    [DataRow("--tolerance 2: a tolerance is a number from 0 to 1.", "--input", Row, "-o", "o", "--tolerance", "2")]
    [DataRow("--input is missing: tfaip-export module --assembly FILE --type CLASS [--arguments JSON] [--weights FILE] --input SPEC "
        + "[--input SPEC …] -o FILE.", "-o", "o")]
    [DataRow("--output is missing: tfaip-export module --assembly FILE --type CLASS [--arguments JSON] [--weights FILE] --input SPEC "
        + "[--input SPEC …] -o FILE.", "--input", Row)]
    [DataRow("-o: the value is missing.", "--input", Row, "-o")]
    [DataRow("--output is given more than once.", "--input", Row, "-o", "a", "--output", "b")]
    [DataRow("--inputs: there is no such option. tfaip-export --help shows those there are.", "--inputs", Row, "-o", "a")]
    [DataRow("w.dat: this file holds the weights. Give another to write.", "--input", Row, "--weights", "w.dat", "-o", "w.dat")]
    public void A_wrong_command_line_is_explained(string message, params string[] arguments) =>
        Assert.AreEqual((2, "", message + "\n"), Run(["module", "--assembly", Assembly, "--type", "Dense", .. arguments]));

    [TestMethod]
    public void A_folder_is_not_written_over()
    {
        var (exitCode, output, error) = Run("module", "--assembly", Assembly, "--type", "Dense", "--input", Row, "-o", _folder);
        Assert.AreEqual(
            (1, "", $"{_folder}: this is a folder. Give the file to write, such as {Path.Combine(_folder, "net.onnx")}.\n"),
            (exitCode, output, error));
    }

    private void AssertWeights(string message, string name, IEnumerable<KeyValuePair<string, Tensor>>? tensors)
    {
        var path = Path.Combine(_folder, name);
        var state = tensors?.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (state is not null)
        {
            using var file = File.Create(path);
            if (name.EndsWith(".safetensors", StringComparison.Ordinal)) SafeTensors.Write(file, state);
            else nn.Module.save_state_dict(new BinaryWriter(file), state);
        }

        AssertRefused(message.Replace("{W}", path), "Dense", Assembly, "--arguments", """{"hidden": 3}""", "--weights", path);
    }

    private void AssertRefused(string message, string type, string? assembly = null, params string[] more)
    {
        var (exitCode, _, error) = Run(
            ["module", "--assembly", assembly ?? Assembly, "--type", type, "--input", Row, .. more, "-o", Target]);
        Assert.AreEqual((1, message + "\n"), (exitCode, error));
        Assert.IsFalse(File.Exists(Target));
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = new ExportCommand(output, error).Run(arguments);
        return (exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    private static string Project(string items) =>
        "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework>"
        + $"<ImplicitUsings>enable</ImplicitUsings></PropertyGroup>{items}</Project>";

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
