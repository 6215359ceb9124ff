using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Tfaip.Commands.Exporting;
using Tfaip.Inference;

namespace Tfaip.Commands.Tests.Exporting;

[TestClass]
public sealed partial class ExportCommandTests
{
    [TestMethod]
    public void A_run_becomes_a_package_twice_the_same()
    {
        using var run = new TinyRunDirectory();
        var package = Path.Combine(Directory.CreateDirectory(run.PathOf("out")).FullName, "x.tfaip");
        AssertRuns(
            $"""
            Opening the run {run.Folder}
            Exporting the model of the scenario tiny: recording it, and comparing the graph with it
            Written: {package}

            """,
            run.Folder, "-o", package);
        using (var predictor = Predictor.Load(package)) Assert.AreEqual("right", predictor.Predict(new float[] { 2, 4 }).Outputs["label"]);

        Assert.AreEqual(0, Run(run.Folder).ExitCode);
        CollectionAssert.AreEqual(File.ReadAllBytes(package), File.ReadAllBytes(run.PathOf("model.tfaip")));
    }

    [TestMethod]
    public void A_run_becomes_an_ONNX_file_where_the_name_says_so()
    {
        using var run = new TinyRunDirectory("graphs");
        Directory.CreateDirectory(run.PathOf("out"));
        var file = run.PathOf("out/net.onnx");
        AssertRuns(
            $"""
            Opening the run {run.Folder}
            Exporting the model of the scenario graphs: recording it, and comparing the graph with it
            Written: {file}
            Written: {run.PathOf("out/net.both.onnx")}
            Written: {run.PathOf("out/net.layer.onnx")}
            An ONNX file holds the graph alone. The processors and resources of the model are in a package, model.tfaip

            """,
            run.Folder, "-o", file);
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(file);
        CollectionAssert.AreEqual((string[])["logits"], session.OutputNames.ToArray());
        using var further = new Microsoft.ML.OnnxRuntime.InferenceSession(run.PathOf("out/net.both.onnx"));
        CollectionAssert.AreEqual((string[])["doubled", "score"], further.OutputNames.ToArray());
    }

    [TestMethod]
    public void Inspect_says_what_a_package_holds()
    {
        using var run = new TinyRunDirectory();
        Assert.AreEqual(0, Run(run.Folder).ExitCode);
        var path = run.PathOf("model.tfaip");
        var (exitCode, output, error) = Run("inspect", path);
        Assert.AreEqual((0, ""), (exitCode, error));

        // The graph's size and hash, the versions and the differences are those of this machine; the rest is known.
        var onnx = GraphLine().Match(output).Value;
        var largest = LargestLine().Match(output).Value;
        var sizes = SizesLine().Match(output).Value;
        Assert.AreEqual(
            $$"""
            {{path}}
              scenario tiny, written by tfaip 0.1.0, format version 1
              sha256 {{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}}
            inputs
              image: float32[batch, 2]
            outputs
              logits: float32[batch, 2]
            pre-processing
              scale { key: image, side: inputs, to: null, factor: 0.5, offset: 0 }
            post-processing
              class_label { key: logits, softmax: true, labels: [left, right], label_file: null, keep: false }
            verification
              agrees with TorchSharp {{VersionOf(typeof(TorchSharp.torch))}} in ONNX Runtime {{Microsoft.ML.OnnxRuntime.OrtEnv.Instance().GetVersionString()}}
              allowed: 1E-05 relative, 1E-05 absolute
              {{largest}}
              {{sizes}}
              verified up to: batch=4096
            metrics
              accuracy: 0.975
              loss: 0.125
            resources
              model.labels: resources/labels.txt
            files
              config.yaml            15 bytes  sha256 {{HashOf("scenario: tiny\n"u8)}}
              {{onnx}}
              resources/labels.txt   11 bytes  sha256 {{HashOf("left\nright\n"u8)}}

            """.ReplaceLineEndings("\n"),
            output);
        Assert.AreNotEqual("", onnx);
        Assert.AreNotEqual("", largest);
        StringAssert.Contains(sizes, "batch=");
    }

    [TestMethod]
    public void Row036_Inspect_lists_every_graph()
    {
        using var run = new TinyRunDirectory("graphs");
        Assert.AreEqual(0, Run(run.Folder).ExitCode);

        var (exitCode, output, error) = Run("inspect", run.PathOf("model.tfaip"));

        Assert.AreEqual((0, ""), (exitCode, error));
        Assert.Contains(
            """
            graph both
              file both.onnx
              input image: float32[batch, 2]
              output doubled: float32[batch, 2]
              output score: float32[batch, 2]
              agrees with TorchSharp V in ONNX Runtime V
              allowed: 1E-05 relative, 1E-05 absolute
              largest difference of doubled: D relative, D absolute
              largest difference of score: D relative, D absolute
              sizes: batch=1; batch=4; batch=8; batch=4096; batch=2049; batch=420; batch=3348; batch=595
              verified up to: batch=4096
            graph layer
              file layer.onnx
              input x: float32[rows, 2]
              output score: float32[rows, 2]
              agrees with TorchSharp V in ONNX Runtime V
              allowed: 1E-05 relative, 1E-05 absolute
              largest difference of score: D relative, D absolute
              sizes: rows=1; rows=4; rows=8; rows=4096; rows=2049; rows=420; rows=3348; rows=595
              verified up to: rows=4096
            metrics

            """.ReplaceLineEndings("\n"),
            Difference().Replace(Versions().Replace(output, "TorchSharp V in ONNX Runtime V"), "D"));
    }

    [TestMethod]
    public void Errors_of_a_run_are_shown_without_a_stack_trace()
    {
        using var run = new TinyRunDirectory("broken");
        var (exitCode, _, error) = Run(run.Folder);
        Assert.AreEqual((1, $"{run.Folder}: the run has no checkpoint.\n"), (exitCode, error));
    }

    [TestMethod]
    public void With_verbose_the_stack_trace_is_there_too()
    {
        using var run = new TinyRunDirectory("broken");
        var (exitCode, _, error) = Run(run.Folder, "--verbose");
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(error, "   at Tfaip.Commands.Tests.Exporting.TinyRunDirectory.Open(");
    }

    [TestMethod]
    public void A_run_that_is_missing_is_an_error_of_the_run()
    {
        var (exitCode, _, error) = Run("none");
        Assert.AreEqual((1, "none: there is no such run directory.\n"), (exitCode, error));
    }

    [TestMethod]
    public void A_package_that_is_missing_is_an_error_of_the_run() => Assert.AreEqual(
        (1, "", "none.tfaip: there is no such model package, neither a file nor a folder.\n"), Run("inspect", "none.tfaip"));

    [TestMethod]
    public void A_damaged_package_is_not_shown()
    {
        using var run = new TinyRunDirectory();
        Run(run.Folder);
        var path = run.PathOf("model.tfaip");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
        Assert.AreEqual((1, "", $"{path}: the package is cut short: its end is missing. Copy or export it again.\n"), Run("inspect", path));
    }

    [TestMethod]
    [DataRow("The run directory or package is missing: tfaip-export RUN [-o FILE], or tfaip-export inspect PACKAGE.\n")]
    [DataRow("The run directory or package is missing: tfaip-export RUN [-o FILE], or tfaip-export inspect PACKAGE.\n", "inspect")]
    [DataRow("--colour: there is no such option. tfaip-export --help shows those there are.\n", "a-run", "--colour")]
    [DataRow("-c: there is no such option. tfaip-export --help shows those there are.\n", "inspect", "a", "-c")]
    [DataRow("'b' is one argument too many. tfaip-export --help shows how the command line is written.\n", "a", "b")]
    [DataRow("-o: the value is missing.\n", "a", "-o")]
    [DataRow("--output is given more than once.\n", "a", "-o", "b", "-o", "c")]
    public void A_wrong_command_line_is_explained(string message, params string[] arguments) =>
        Assert.AreEqual((2, "", message), Run(arguments));

    [TestMethod]
    public void The_help_shows_both_verbs()
    {
        var (exitCode, output, error) = Run("--help");
        Assert.AreEqual((0, ""), (exitCode, error));
        StringAssert.Contains(output, "tfaip-export RUN [-o FILE]");
        StringAssert.Contains(output, "tfaip-export inspect PACKAGE");
    }

    [TestMethod]
    public void The_version_is_that_of_the_assembly() => Assert.AreEqual((0, "tfaip-export 0.1.0\n", ""), Run("--version"));

    private static string VersionOf(Type type) => type.Assembly.GetName().Version!.ToString(3);

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = new ExportCommand(output, error, null, TinyRunDirectory.Open).Run(arguments);
        return (exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    private static void AssertRuns(string output, params string[] arguments) =>
        Assert.AreEqual((0, output.ReplaceLineEndings("\n"), ""), Run(arguments));

    [GeneratedRegex("model\\.onnx +[0-9]+ bytes  sha256 [0-9a-f]{64}")]
    private static partial Regex GraphLine();

    [GeneratedRegex("largest difference of logits: [0-9.]+e[+-][0-9]+ relative, [0-9.]+e[+-][0-9]+ absolute")]
    private static partial Regex LargestLine();

    [GeneratedRegex("TorchSharp [0-9.]+ in ONNX Runtime [0-9.]+")]
    private static partial Regex Versions();

    [GeneratedRegex("[0-9.]+e[+-][0-9]+")]
    private static partial Regex Difference();

    [GeneratedRegex("sizes: .*")]
    private static partial Regex SizesLine();
}
