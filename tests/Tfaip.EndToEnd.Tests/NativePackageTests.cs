using System.Text.Json;

namespace Tfaip.EndToEnd.Tests;

/// <summary>
/// Which packages of native libraries a program takes, by the system that it is built for, and what a build says where there are none.
/// </summary>
[TestClass]
public sealed class NativePackageTests
{
    [TestMethod]
    [DataRow(
        "models/digits", "linux-arm64",
        "error TFAIP001: libtorch has no package for linux-arm64, so this program cannot train or export there. "
            + "It is built for linux-x64, osx-arm64, win-arm64, win-x64. "
            + "Prediction runs on linux-arm64: build tools/tfaip-predict, or use the library Tfaip.Inference.")]
    [DataRow(
        "models/mnist", "osx-x64",
        "error TFAIP001: libtorch has no package for osx-x64, so this program cannot train or export there. "
            + "It is built for linux-x64, osx-arm64, win-arm64, win-x64.")]
    [DataRow(
        "tools/tfaip-predict", "osx-x64",
        "error TFAIP002: Microsoft.ML.OnnxRuntime has no native library for osx-x64, so this program cannot predict there. "
            + "It is built for linux-arm64, linux-x64, osx-arm64, win-arm64, win-x64.")]
    public async Task A_system_without_a_native_library_is_an_error_of_the_build(string program, string rid, string error)
    {
        var result = await EvaluateAsync(program, $"-p:RuntimeIdentifier={rid}", "-t:CheckNativeLibraries");

        Assert.AreEqual(1, result.ExitCode, result.Output);
        var project = Directory.GetFiles(Path.Combine(Repository.Root, program), "*.csproj").Single();
        StringAssert.EndsWith(result.Output.Trim(), $": {error} [{project}]", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_variant_of_ONNX_Runtime_that_there_is_not_is_an_error_of_the_build()
    {
        var result = await EvaluateAsync("tools/tfaip-predict", "-p:TfaipOnnxRuntime=Tpu", "-t:CheckNativeLibraries");

        Assert.AreEqual(1, result.ExitCode, result.Output);
        StringAssert.Contains(result.Output, ": error TFAIP003: TfaipOnnxRuntime is 'Tpu'. It is Cpu or Gpu. [", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("tools/tfaip-predict", "linux-arm64", "Microsoft.ML.OnnxRuntime")]
    [DataRow("tools/tfaip-export", "win-arm64", "Microsoft.ML.OnnxRuntime")]
    [DataRow("models/digits", "win-arm64", "Microsoft.ML.OnnxRuntime libtorch-cpu-win-arm64")]
    public async Task The_native_packages_are_those_of_the_system_that_is_built_for(string program, string rid, string packages)
    {
        var result = (await EvaluateAsync(program, $"-p:RuntimeIdentifier={rid}", "-getItem:PackageReference")).MustSucceed();

        using var items = JsonDocument.Parse(result.Output);
        var native = items.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
            .Where(item => item.TryGetProperty("Publish", out var publish) && publish.GetString() == "true")
            .Select(item => item.GetProperty("Identity").GetString());
        Assert.AreEqual(packages, string.Join(' ', native.Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public async Task The_page_of_systems_says_what_the_build_says()
    {
        var properties =
            (await EvaluateAsync("tools/tfaip-export", "-getProperty:_LibTorchRids", "-getProperty:_OnnxRuntimeRids")).MustSucceed();
        using var lists = JsonDocument.Parse(properties.Output);
        string[] Rids(string name) => lists.RootElement.GetProperty("Properties").GetProperty(name).GetString()!.Split(';');
        var (training, prediction) = (Rids("_LibTorchRids"), Rids("_OnnxRuntimeRids"));

        // | `linux-x64` | yes | yes |
        var rows = (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "docs", "reference", "systems.md")))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells is [_, "yes" or "no", "yes" or "no"])
            .Select(cells => (Rid: cells[0].Trim('`'), Predicts: cells[1] == "yes", Trains: cells[2] == "yes")).ToArray();

        CollectionAssert.AreEquivalent(prediction, rows.Where(row => row.Predicts).Select(row => row.Rid).ToArray());
        CollectionAssert.AreEquivalent(training, rows.Where(row => row.Trains).Select(row => row.Rid).ToArray());
    }

    [TestMethod]
    public void The_public_CI_runs_the_two_commands_of_the_README()
    {
        string[] commands = ["dotnet run -c Release --project tools/tfaip-train -- models/digits/config.yaml", "dotnet test"];
        var readme = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"));
        var first = readme.Zip(readme.Skip(1)).Where(pair => pair.First == "```sh").Take(2).Select(pair => pair.Second);
        CollectionAssert.AreEqual(commands, first.ToArray());

        var workflow = File.ReadAllLines(Path.Combine(Repository.Root, ".github", "workflows", "ci.yml"));
        var run = workflow.TakeWhile(line => line != "  prediction:").Select(line => line.Trim())
            .Where(line => line.StartsWith("run: ", StringComparison.Ordinal)).Select(line => line["run: ".Length..]);
        CollectionAssert.AreEqual(commands, run.ToArray());
    }

    private static Task<ToolResult> EvaluateAsync(string program, params string[] arguments) =>
        DotNet.RunAsync(["msbuild", program, "-nologo", "-nodeReuse:false", "-v:q", .. arguments]);
}
