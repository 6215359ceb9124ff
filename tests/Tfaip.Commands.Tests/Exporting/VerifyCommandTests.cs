using System.Text.RegularExpressions;
using Tfaip.Commands.Exporting;
using Tfaip.Commands.Tests.Loading;
using Tfaip.Export;
using Tfaip.Export.Graphs.Format;
using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using Tfaip.Torch.Weights;
using static TorchSharp.torch;

namespace Tfaip.Commands.Tests.Exporting;

[TestClass]
public sealed partial class VerifyCommandTests
{
    private static readonly string Assembly = System.Reflection.Assembly.GetExecutingAssembly().Location;
    private static readonly string[] Dense = ["--assembly", Assembly, "--type", "Dense", "--arguments", """{"hidden": 3}"""];

    private string _folder = "";

    private string Onnx => Path.Combine(_folder, "net.onnx");

    [TestInitialize]
    public void Create() => _folder = Directory.CreateTempSubdirectory("tfaip-verify-").FullName;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_file_agrees_with_its_module()
    {
        Assert.AreEqual(0, Run(["module", .. Dense, "--input", "x: float32[batch, 4]", "-o", Onnx]).ExitCode);
        var (exitCode, output, error) = Run(["verify", Onnx, .. Dense]);
        Assert.AreEqual((0, ""), (exitCode, error));
        Assert.AreEqual(
            $"""
            Making Dense of {Assembly}
            Recording the module, and comparing the graph with it
            verification
              agrees with TorchSharp V in ONNX Runtime V
              allowed: 1E-05 relative, 1E-05 absolute
              largest difference of output: D relative, D absolute
              sizes: batch=1; batch=4; batch=8; batch=4096; batch=2049; batch=454; batch=49; batch=3161
              verified up to: batch=4096

            """.ReplaceLineEndings("\n"),
            Difference().Replace(Version().Replace(output, "$1 V"), "D $1"));
    }

    [TestMethod]
    public void Other_weights_are_found()
    {
        Assert.AreEqual(0, Run(["module", .. Dense, "--input", "x: float32[batch, 4]", "-o", Onnx]).ExitCode);
        var (exitCode, _, error) = Run(["verify", Onnx, .. Dense, "--seed", "1"]);
        Assert.AreEqual(1, exitCode);
        StringAssert.Matches(error, new(
            @"^The graph differs from the model at batch=1 in 'output': \d of 2 elements, the worst at \[0, \d\]: the graph gives \S+, the "
            + @"model \S+\. "
            + @"What would be exported now agrees: the graph was exported with other weights, from other code or with other options\. "
            + @"Export it again\.\n$"));
    }

    [TestMethod]
    public void A_file_of_another_module_is_found()
    {
        Assert.AreEqual(0, Run(["module", .. Dense, "--input", "x: float32[batch, 4]", "-o", Onnx]).ExitCode);
        Assert.AreEqual(
            (1, $"{Onnx}: its inputs are x; those of the module are y. It was exported from another module, or under other names.\n"),
            Shortened(Run(["verify", Onnx, .. Dense, "--input", "y: float32[batch, 4]"])));
    }

    [TestMethod]
    public void Weights_over_the_threshold_lie_beside_the_graph_and_are_verified_there()
    {
        using var scope = NewDisposeScope();
        using var module = new SampleModules.Dense(400);
        var weights = Path.Combine(_folder, "w.safetensors");
        using (var file = File.Create(weights)) SafeTensors.Write(file, module.state_dict());
        OnnxExporter.Export(module, Onnx, [TensorSpec.Parse("x: float32[batch, 4]")], new ExportOptions { ExternalDataThreshold = 1000 });

        var initializers = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Onnx)).Graph.Initializer.ToDictionary(tensor => tensor.Name);
        CollectionAssert.AreEqual(
            new[] { "location=net.onnx.data", "offset=0", "length=6400" },
            initializers["first.weight"].ExternalData.Select(entry => $"{entry.Key}={entry.Value}").ToArray());
        Assert.IsFalse(initializers["first.weight"].HasRawData);
        Assert.AreEqual(8, initializers["second.bias"].RawData.Length);
        Assert.AreEqual(2 * 4096 + 4096 + 3200, new FileInfo(Onnx + ".data").Length);

        // As ONNX Runtime reads it from the disk.
        using (var session = new Microsoft.ML.OnnxRuntime.InferenceSession(Onnx))
        {
            var x = randn(3, 4);
            using var value = Microsoft.ML.OnnxRuntime.OrtValue.CreateTensorValueFromMemory(x.data<float>().ToArray(), [3, 4]);
            using var run = new Microsoft.ML.OnnxRuntime.RunOptions();
            using var results = session.Run(run, ["x"], [value], ["output"]);
            Assert.IsTrue(tensor(results[0].GetTensorDataAsSpan<float>().ToArray()).view(3, 2).allclose(module.call(x), 1e-5, 1e-5));
        }

        string[] command = [
            "verify", Onnx, "--assembly", Assembly, "--type", "Dense", "--arguments", """{"hidden": 400}""", "--weights", weights
        ];
        Assert.AreEqual(0, Run(command).ExitCode);
        using (var file = File.OpenWrite(Onnx + ".data")) file.SetLength(13000);
        Assert.AreEqual((1, $"{Onnx}: net.onnx.data is shorter than the weights of 'second.weight'.\n"), Shortened(Run(command)));
        File.Delete(Onnx + ".data");
        Assert.AreEqual((1, $"{Onnx}: cannot be read: Could not find file '{Onnx}.data'.\n"), Shortened(Run(command)));

        // A graph that holds its weights itself leaves no stale file.
        File.WriteAllText(Onnx + ".data", "old");
        OnnxExporter.Export(module, Onnx, [TensorSpec.Parse("x: float32[batch, 4]")]);
        Assert.IsFalse(File.Exists(Onnx + ".data"));
    }

    [TestMethod]
    public void A_package_is_compared_with_its_run()
    {
        using var run = new TinyRunDirectory();
        Assert.AreEqual(0, Run(run.Folder).ExitCode);
        var (exitCode, output, error) = Run("verify", run.PathOf("model.tfaip"));
        Assert.AreEqual((0, ""), (exitCode, error));
        StringAssert.StartsWith(
            output,
            $"Opening the run {run.Folder}\nRecording the module, and comparing the graph with it\nverification\n"
            + "  agrees with TorchSharp ");

        var moved = Path.Combine(_folder, "moved.tfaip");
        File.Move(run.PathOf("model.tfaip"), moved);
        Assert.AreEqual(
            (1, $"{_folder}: this is not a run directory: it has no run.json. Give the folder that tfaip-train wrote.\n"),
            Shortened(Run("verify", moved)));
        Assert.AreEqual(0, Run("verify", moved, "--run", run.Folder).ExitCode);
    }

    [TestMethod]
    public void Row036_Every_graph_of_a_package_is_compared_with_its_run()
    {
        using var run = new TinyRunDirectory("graphs");
        Assert.AreEqual(0, Run(run.Folder).ExitCode);

        var (exitCode, output, error) = Run("verify", run.PathOf("model.tfaip"));

        Assert.AreEqual((0, ""), (exitCode, error));
        Assert.AreEqual(
            $"""
            Opening the run {run.Folder}
            Recording the module, and comparing the graph with it
            verification
              agrees with TorchSharp V in ONNX Runtime V
              allowed: 1E-05 relative, 1E-05 absolute
              largest difference of logits: D relative, D absolute
              sizes: batch=1; batch=4; batch=8; batch=4096; batch=2049; batch=454; batch=49; batch=3161
              verified up to: batch=4096
            Recording the function of the graph 'both', and comparing the graph with it
            verification of the graph both
              agrees with TorchSharp V in ONNX Runtime V
              allowed: 1E-05 relative, 1E-05 absolute
              largest difference of doubled: D relative, D absolute
              largest difference of score: D relative, D absolute
              sizes: batch=1; batch=4; batch=8; batch=4096; batch=2049; batch=454; batch=49; batch=3161
              verified up to: batch=4096
            Recording the function of the graph 'layer', and comparing the graph with it
            verification of the graph layer
              agrees with TorchSharp V in ONNX Runtime V
              allowed: 1E-05 relative, 1E-05 absolute
              largest difference of score: D relative, D absolute
              sizes: rows=1; rows=4; rows=8; rows=4096; rows=2049; rows=454; rows=49; rows=3161
              verified up to: rows=4096

            """.ReplaceLineEndings("\n"),
            Difference().Replace(Version().Replace(output, "$1 V"), "D $1"));
    }

    [TestMethod]
    [DataRow("tiny", "FILE: the model of the run has no graph 'both'. The package is of another run, or the model was changed.\n")]
    [DataRow("renamed", "FILE, layer.onnx: its inputs are x; those of the module are y. It was exported from another module, or under "
        + "other names.\n")]
    public void A_graph_of_another_run_is_found(string other, string message)
    {
        using var run = new TinyRunDirectory("graphs");
        using var otherRun = new TinyRunDirectory(other);
        var package = run.PathOf("model.tfaip");
        Assert.AreEqual(0, Run(run.Folder).ExitCode);

        Assert.AreEqual(
            (1, message.Replace("FILE", package, StringComparison.Ordinal)), Shortened(Run("verify", package, "--run", otherRun.Folder)));
    }

    [TestMethod]
    [DataRow(2, "net.onnx: the module that it was exported from is missing. Give --assembly and --type.", "net.onnx")]
    [DataRow(2, "--run: an ONNX file belongs to no run. Give --assembly and --type.", "net.onnx", "--run", "r")]
    [DataRow(2, "m.tfaip: a package belongs to a run. Give --run RUN; --assembly, --type, --arguments, --weights and "
        + "--input are for ONNX files.", "m.tfaip", "--type", "Net")]
    [DataRow(2, "--tolerance 3: a tolerance is a number from 0 to 1.", "net.onnx", "--tolerance", "3")]
    [DataRow(1, "none.onnx: there is no such file.", "none.onnx", "--assembly", "a.dll", "--type", "Net")]
    [DataRow(1, "none.tfaip: there is no such model package, neither a file nor a folder.", "none.tfaip")]
    public void A_wrong_command_line_is_explained(int exitCode, string message, params string[] arguments) =>
        Assert.AreEqual((exitCode, "", message + "\n"), Run(["verify", .. arguments]));

    [TestMethod]
    [DataRow(new byte[] { 0xff, 0xff }, "")]
    [DataRow(new byte[] { }, "it has no graph")]
    public void A_file_that_is_no_graph_is_refused(byte[] bytes, string why)
    {
        File.WriteAllBytes(Onnx, bytes);
        var (exitCode, error) = Shortened(Run(["verify", Onnx, .. Dense]));
        Assert.AreEqual(1, exitCode);
        StringAssert.StartsWith(error, $"{Onnx}: this is not an ONNX file: ");
        if (bytes.Length == 0) Assert.AreEqual($"{Onnx}: this is not an ONNX file: {why}.\n", error);
    }

    private static (int ExitCode, string Error) Shortened((int ExitCode, string Output, string Error) result) =>
        (result.ExitCode, result.Error);

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = new ExportCommand(output, error, null, TinyRunDirectory.Open).Run(arguments);
        return (exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    [GeneratedRegex("(TorchSharp|Runtime) [0-9.]+")]
    private static partial Regex Version();

    [GeneratedRegex("[0-9.]+e[+-][0-9]+ (relative|absolute)")]
    private static partial Regex Difference();
}
