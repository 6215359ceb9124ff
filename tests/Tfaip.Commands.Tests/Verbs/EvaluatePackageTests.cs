using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

/// <summary>Evaluates packages: the graph answers in ONNX Runtime, the scenario measures.</summary>
[TestClass]
public sealed class EvaluatePackageTests
{
    private const string Config = """
        scenario: Toy.csproj
        output: run
        seed: 7
        data:
          training_samples: 16
          evaluation_samples: 30
          pipeline: { batch_size: 4 }
          post_processing: [{ type: class_label, key: logits, softmax: true, label_file: labels.txt }]
        trainer: { epochs: 1, threads: 1, predictions: 0 }
        """;

    // Trained and exported once: the tests only read.
    private static ToyTool s_tool = null!;

    private static string Package => s_tool.In("run", "model.tfaip");

    private static string Scenario => s_tool.In("Toy.csproj");

    [ClassInitialize]
    public static void Train(TestContext context)
    {
        s_tool = new(Config, typeof(ToyCenterModel), typeof(ToyEvaluator));
        File.WriteAllText(s_tool.In("labels.txt"), "0\n1\n");
        var (code, _, error) = s_tool.Run(s_tool.Config);
        Assert.AreEqual((0, ""), (code, error));
    }

    [ClassCleanup]
    public static void Clean() => s_tool.Dispose();

    [TestMethod]
    public void A_package_has_the_values_of_its_run_but_for_losses_of_weights()
    {
        var run = s_tool.Evaluate(s_tool.In("run"));

        var (code, output, error) = s_tool.Run("evaluate", Package, "--scenario", Scenario, "--json", s_tool.In("values.json"));

        Assert.AreEqual(0, code);
        Assert.AreEqual(
            "Not measured, because it depends on weights of the model that are not in a package or were not voted over: center, and so the "
            + "total loss.\n", error);
        Assert.StartsWith($"{Package} on cpu, 30 samples\n", output);
        var values = s_tool.Metrics();
        Assert.AreEqual("cross_entropy, size, accuracy, answer_accuracy", string.Join(", ", values.Keys));
        foreach (var (name, value) in values) Assert.AreEqual(run[name], value, 1e-5, name);
    }

    [TestMethod]
    public void Row036_A_package_with_several_graphs_is_measured_by_its_default_one()
    {
        using var tool = new ToyTool(Config, typeof(BranchesModel));
        File.WriteAllText(tool.In("labels.txt"), "0\n1\n");
        var (code, _, error) = tool.Run(tool.Config);
        Assert.AreEqual((0, ""), (code, error));
        var run = tool.Evaluate(tool.In("run"));

        var values = tool.Evaluate(tool.In("run", "model.tfaip"), "--scenario", tool.In("Toy.csproj"));

        Assert.AreEqual("loss, cross_entropy, accuracy", string.Join(", ", values.Keys));
        foreach (var (name, value) in values) Assert.AreEqual(run[name], value, 1e-5, name);
    }

    [TestMethod]
    public void A_package_and_its_run_can_vote()
    {
        var run = s_tool.Evaluate(s_tool.In("run"));
        var (code, _, _) = s_tool.Run("evaluate", s_tool.In("run"), Package, "--voter", "mean", "--json", s_tool.In("values.json"));
        Assert.AreEqual(0, code);
        foreach (var (name, value) in s_tool.Metrics()) Assert.AreEqual(run[name], value, 1e-5, name);
    }

    [TestMethod]
    public void A_package_is_measured_by_the_scenario_that_the_caller_names_and_by_no_other()
    {
        Directory.CreateDirectory(s_tool.In("shelf", "deep"));
        var moved = s_tool.In("shelf", "deep", "moved.tfaip");
        File.Copy(Package, moved, overwrite: true);

        const string Rule = "a package is data, and nothing that it names is built or run.";
        Refuses(2, $"{moved}: {Rule} Name the project or assembly that measures it: --scenario FILE.\n", "evaluate", moved);
        Refuses(
            2, $"{moved}: {Rule} Name the project or assembly that measures it: --scenario FILE.\n", "evaluate", moved, "--print-config");
        Refuses(
            2,
            $"{Package}: {Rule} It names the scenario {Scenario}. If that is yours: tfaip-train evaluate {Package} --scenario {Scenario}\n",
            "evaluate",
            Package);
        Refuses(2, $"--scenario: there is no file {s_tool.In("No.csproj")}.\n", "evaluate", moved, "--scenario", s_tool.In("No.csproj"));

        // The file of labels is that of the package.
        var (code, output, _) = s_tool.Run("evaluate", moved, "--scenario", s_tool.In("Toy.csproj"), "--data.evaluation_samples", "5");
        Assert.AreEqual(0, code);
        Assert.StartsWith($"{moved} on cpu, 5 samples\n", output);
    }

    [TestMethod]
    public void A_folder_with_a_manifest_is_data_whatever_else_it_has()
    {
        var folder = s_tool.In("shelf", "folder");
        Directory.CreateDirectory(folder);
        System.IO.Compression.ZipFile.ExtractToDirectory(Package, folder, overwriteFiles: true);
        File.Copy(s_tool.In("run", "run.json"), Path.Combine(folder, "run.json"), overwrite: true);

        Refuses(
            2, $"{folder}: a package is data, and nothing that it names is built or run. It names the scenario {Scenario}. "
            + $"If that is yours: tfaip-train evaluate {folder} --scenario {Scenario}\n", "evaluate", folder);
    }

    [TestMethod]
    public void A_damaged_package_is_refused()
    {
        var damaged = s_tool.In("damaged.tfaip");
        var bytes = File.ReadAllBytes(Package);
        bytes[^1] ^= 1;
        File.WriteAllBytes(damaged, bytes);
        var (code, output, error) = s_tool.Run("evaluate", damaged, "--scenario", s_tool.In("Toy.csproj"));
        Assert.AreEqual((1, ""), (code, output));
        Assert.StartsWith($"{damaged}: ", error);
    }

    [TestMethod]
    public void What_a_package_does_not_have_is_refused()
    {
        Refuses(
            2, $"--checkpoint last: only runs have checkpoints; {Package} is a package.\n", "evaluate", Package, "--checkpoint", "last");
        Refuses(
            2,
            $"{s_tool.In("no.tfaip")}: there is no such model package, neither a file nor a folder.\n",
            "evaluate",
            s_tool.In("no.tfaip"));
        Refuses(
            2,
            "argument 3 (--model.hidden): an evaluation keeps this parameter, which belongs to the model as it was trained. It may change "
            + "data, device, trainer.threads, scenario. For another model, train one.\n", "evaluate", Package, "--model.hidden", "9");
    }

    private static void Refuses(int code, string expected, params string[] arguments)
    {
        var result = s_tool.Run(arguments);
        Assert.AreEqual((code, expected, ""), (result.Code, result.Error, result.Output));
    }
}
