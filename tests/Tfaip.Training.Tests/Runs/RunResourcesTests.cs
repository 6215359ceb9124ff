using Tfaip.Configuration.Reading;
using Tfaip.Inference;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Training.Definition;
using Tfaip.Training.Files;
using Tfaip.Training.Parameters;
using Tfaip.Training.Runs;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Training.Tests.Runs;

[TestClass]
public sealed class RunResourcesTests
{
    private static readonly ScenarioDefinition Definition = new(typeof(ToyModel).Assembly, [typeof(ToyModel), typeof(ToyData)]);

    [TestMethod]
    public void Row061_A_run_and_its_package_outlive_the_originals_and_a_move()
    {
        using var folder = new TemporaryFolder();
        var run = folder.In("runs", "toy");
        Directory.CreateDirectory(folder.In("labels"));
        File.WriteAllText(folder.In("labels", "toy.txt"), "minus\nplus\n");
        new TrainingRun(Definition, Parameters(run, new ResourceFile(folder.In("labels", "toy.txt"))), run, []).Start();

        File.WriteAllText(folder.In("labels", "toy.txt"), "other\nnames\n");
        var package = File.ReadAllBytes(Path.Combine(run, "model.tfaip"));
        Directory.Delete(folder.In("labels"), recursive: true);
        var moved = folder.In("elsewhere");
        Directory.Move(run, moved);

        using (var predictor = Predictor.Load(Path.Combine(moved, "model.tfaip"), new() { Processors = Definition.Catalog }))
            CollectionAssert.Contains((string[])["minus", "plus"], predictor.Predict(new float[] { 1, 0, 0, 0 }).Outputs["label"]);

        // Opened anew, the run has all that its package needs, and its configuration says where.
        var bound = Definition.Bind(ConfigFile.Load(Path.Combine(moved, "config.yaml")));
        Assert.AreEqual(Path.Combine(moved, "resources", "toy.txt"), ((ClassLabelParams)bound.Data.PostProcessing[0]).LabelFile!.Path);
        using var opened = RunOpening.Open(Definition, bound, new RunFolder(moved));
        new PackageExporter().Export(opened, folder.In("again.tfaip"), new DurableFiles(), CancellationToken.None);
        CollectionAssert.AreEqual(package, File.ReadAllBytes(folder.In("again.tfaip")));
    }

    [TestMethod]
    public void A_run_that_is_repeated_from_its_own_directory_has_its_resources_again()
    {
        using var folder = new TemporaryFolder();
        var (run, labels) = (folder.In("run"), Write(folder.In("labels.txt"), "minus\nplus\n"));
        new TrainingRun(Definition, Parameters(run, labels) with { Export = ExportChoice.None }, run, []).Start();
        File.Delete(labels.Path);
        var config = File.ReadAllText(Path.Combine(run, "config.yaml"));

        new TrainingRun(Definition, Definition.Bind(ConfigFile.Load(Path.Combine(run, "config.yaml"))), run, []).Start();

        Assert.AreEqual("minus\nplus\n", File.ReadAllText(Path.Combine(run, "resources", "labels.txt")));
        Assert.AreEqual(config, File.ReadAllText(Path.Combine(run, "config.yaml")));
    }

    [TestMethod]
    public void Each_resource_is_copied_once_under_a_name_of_its_own()
    {
        using var folder = new TemporaryFolder();
        var (a, b) = (Write(folder.In("a", "x.txt"), "1"), Write(folder.In("b", "x.txt"), "2"));
        var run = folder.In("run");
        var parameters = Parameters(run, a, b, a);

        var kept = new RunResources(parameters).CopyTo(run, new DurableFiles());

        Assert.AreEqual("x.txt x-2.txt x.txt", string.Join(
            ' ', ResourceTree.Find(kept).Select(found => Path.GetRelativePath(Path.Combine(run, "resources"), found.Resource.Path))));
        Assert.AreEqual("1 2 1", string.Join(' ', ResourceTree.Find(kept).Select(found => found.Resource.ReadText())));
        Assert.AreSame(kept, new RunResources(kept).CopyTo(run, new DurableFiles()));
        Assert.AreEqual(2, Directory.GetFiles(Path.Combine(run, "resources")).Length);

        // One that is given later takes nobody's name.
        var (c, before) = (Write(folder.In("c", "x.txt"), "3"), kept.Data.PostProcessing);
        var more = new RunResources(((RunParams<ToyDataParams, ToyModelParams>)kept) with
        {
            Data = new() { PostProcessing = [.. before.Take(2), new ClassLabelParams { Key = "logits", LabelFile = c }] },
        }).CopyTo(run, new DurableFiles());
        Assert.AreEqual("1 2 3", string.Join(' ', ResourceTree.Find(more).Select(found => found.Resource.ReadText())));
    }

    [TestMethod]
    public void A_resource_that_cannot_be_copied_is_named_with_its_place()
    {
        using var folder = new TemporaryFolder();
        var run = folder.In("run");
        Directory.CreateDirectory(run);
        File.WriteAllText(Path.Combine(run, "resources"), "in the way");
        var error = Assert.ThrowsExactly<TfaipException>(
            () => new RunResources(Parameters(run, Write(folder.In("a", "x.txt"), "1"))).CopyTo(run, new DurableFiles()));
        Assert.StartsWith(
            $"{Path.Combine(run, "resources", "x.txt")}: the resource cannot be copied into the run directory: ", error.Message);
    }

    [TestMethod]
    [DataRow("[training, evaluation, prediction]")]
    [DataRow("[prediction]")]
    public void A_resource_that_is_missing_ends_the_run_before_its_directory_is_touched(string modes)
    {
        using var folder = new TemporaryFolder();
        var run = folder.In("runs", "toy");
        var config = folder.In("toy.yaml");
        File.WriteAllText(config, $"""
            scenario: toy.csproj
            data:
              pre_processing:
                - type: toy_noise
              post_processing:
                - type: class_label
                  key: logits
                  label_file: none.txt
                  modes: {modes}
            """);
        var parameters = Definition.Bind(ConfigFile.Load(config));

        var error = Assert.ThrowsExactly<TfaipException>(() => new TrainingRun(Definition, parameters, run, []).Start());

        Assert.AreEqual(
            $"{config}:8:19: the resource {folder.In("none.txt")} does not exist. Put the file there, or correct the path in the "
            + "configuration.", error.Message);
        Assert.IsFalse(Directory.Exists(run));
        Assert.AreEqual(
            error.Message, Assert.ThrowsExactly<TfaipException>(() => new TrainingRun(Definition, parameters, run, []).TryStart()).Message);
    }

    private static ResourceFile Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return new(path);
    }

    private static RunParams<ToyDataParams, ToyModelParams> Parameters(string run, params ResourceFile[] labels) => new()
    {
        Scenario = Path.Combine(Path.GetDirectoryName(run)!, "Toy.csproj"),
        Output = run,
        Seed = 7,
        Data = ToyRun.Data with
        {
            PostProcessing = [.. labels.Select(file => new ClassLabelParams { Key = "logits", Softmax = true, LabelFile = file })]
        },
        Trainer = ToyRun.Parameters with { Epochs = 1 },
    };
}
