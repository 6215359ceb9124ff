using System.Numerics.Tensors;
using Tfaip.Configuration.Reading;
using Tfaip.Export.Packaging;
using Tfaip.Parameters;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Definition;
using Tfaip.Training.Files;
using Tfaip.Training.Parameters;
using Tfaip.Training.Runs;
using Tfaip.Training.Tests.Loop;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Runs;

[TestClass]
public sealed class TrainingRunTests
{
    private static readonly ScenarioDefinition Definition = new(typeof(ToyModel).Assembly, [typeof(ToyModel), typeof(ToyData)]);

    [TestMethod]
    public void A_run_ends_with_a_package_of_the_best_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        var exporter = new FakeExporter();

        var summary = Run(folder, callback, exporter).Start();

        Assert.AreEqual(RunStatus.Completed, summary.Status);
        Assert.AreEqual(folder.In("runs", "toy", "model.tfaip"), summary.Package);
        Assert.AreSame(summary, callback.Summaries.Single());
        var info = callback.Runs.Single();
        Assert.AreEqual((38, 10, 10, 3), (info.TrainingSamples, info.EvaluationSamples, info.StepsPerEpoch, info.Epochs));
        Assert.AreEqual(("cpu", 74L, 74L), (info.Device, info.TrainableParameters, info.TotalParameters));
        Assert.IsNull(info.ResumedAtStep);
        CollectionAssert.AreEqual((string[])["logits"], exporter.Outputs);
        Assert.AreEqual(summary.Best!.Value, exporter.Metrics["accuracy"]);
        Assert.AreEqual(info.ConfigYaml, exporter.ConfigYaml);
        CollectionAssert.AreEquivalent(
            (string[])["best", "checkpoints", "config.yaml", "model.tfaip", "run.json"],
            Directory.EnumerateFileSystemEntries(folder.In("runs", "toy")).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void The_resolved_configuration_gives_the_same_parameters_again()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        var run = Run(folder, callback, new FakeExporter());
        run.Start();

        var config = folder.In("runs", "toy", "config.yaml");
        var bound = Definition.Bind(ConfigFile.Load(config));

        Assert.AreEqual(File.ReadAllText(config), callback.Runs[0].ConfigYaml);
        Assert.StartsWith("scenario: ../../scenario/Toy.csproj\noutput: .\nseed: 7\n", File.ReadAllText(config).Replace("\"", ""));
        Assert.AreEqual(folder.In("scenario", "Toy.csproj"), bound.Scenario);
        Assert.AreEqual(folder.In("runs", "toy"), bound.Output);

        // Running it gives the same run, and the same text.
        new TrainingRun(Definition, bound, bound.Output!, [callback], new RunEnvironment { Exporter = new FakeExporter() }).Start();
        Assert.AreEqual(callback.Runs[0].ConfigYaml, callback.Runs[1].ConfigYaml);
        CollectionAssert.AreEqual(
            callback.Evaluations.Take(6).SelectMany(info => info.Metrics).ToArray(),
            callback.Evaluations.Skip(6).SelectMany(info => info.Metrics).ToArray());
    }

    [TestMethod]
    public void An_interrupted_run_is_resumed_to_the_same_weights()
    {
        using var folder = new TemporaryFolder();
        Run(folder, new RecordingCallback(), new FakeExporter()).Start();
        var expected = File.ReadAllBytes(folder.In("runs", "toy", "best", "weights.safetensors"));

        using var stop = new CancellationTokenSource();
        var callback = new RecordingCallback { OnStep = step => { if (step.Step == 13) stop.Cancel(); } };
        var interrupted = Run(folder, callback, new FakeExporter()).Start(cancellationToken: stop.Token);
        Assert.AreEqual((RunStatus.Interrupted, 13L, 1), (interrupted.Status, interrupted.Steps, interrupted.Epochs));
        Assert.IsNull(interrupted.Package);

        var resumed = Run(folder, callback, new FakeExporter()).Resume();

        Assert.AreEqual(RunStatus.Completed, resumed.Status);
        Assert.AreEqual((13L, 1), (callback.Runs[1].ResumedAtStep, callback.Runs[1].CompletedEpochs));
        CollectionAssert.AreEqual(expected, File.ReadAllBytes(folder.In("runs", "toy", "best", "weights.safetensors")));

        // A completed run that is resumed trains nothing.
        Assert.AreEqual(30, Run(folder, new RecordingCallback(), new FakeExporter()).Resume().Steps);
    }

    [TestMethod]
    public void An_unfinished_run_is_replaced_only_when_told_so()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        Run(folder, new RecordingCallback { OnStep = _ => stop.Cancel() }, new FakeExporter()).Start(cancellationToken: stop.Token);
        var run = Run(folder, new RecordingCallback(), new FakeExporter());

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Start());

        var path = folder.In("runs", "toy");
        Assert.AreEqual(
            $"{path}: holds a run that is not finished. Go on with it (tfaip-train resume {path}), or replace it with --overwrite.",
            error.Message);
        Assert.AreEqual(30, run.Start(overwrite: true).Steps);
    }

    [TestMethod]
    public void A_folder_with_something_else_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.In("runs", "toy"));
        File.WriteAllText(folder.In("runs", "toy", "thesis.txt"), "mine");

        var error = Assert.ThrowsExactly<TfaipException>(
            () => Run(folder, new RecordingCallback(), new FakeExporter()).Start(overwrite: true));

        Assert.AreEqual(
            $"{folder.In("runs", "toy")}: is not empty and holds no run, so it is left alone. Choose another folder with --output, or "
            + "empty this one.",
            error.Message);
    }

    [TestMethod]
    public void The_finished_run_is_kept_until_the_new_one_has_a_checkpoint()
    {
        using var folder = new TemporaryFolder();
        Run(folder, new RecordingCallback(), new FakeExporter()).Start();
        var package = File.ReadAllBytes(folder.In("runs", "toy", "model.tfaip"));
        var killer = new RecordingCallback { OnStep = step => { if (step.Step == 3) throw new InvalidOperationException("killed"); } };

        Assert.ThrowsExactly<InvalidOperationException>(() => Run(folder, killer, new FakeExporter()).Start());

        Assert.AreEqual((RunStatus.Failed, "killed"), (killer.Summaries[0].Status, killer.Summaries[0].Error));
        CollectionAssert.AreEqual(package, File.ReadAllBytes(folder.In("runs", "toy.previous", "model.tfaip")));

        // The next start finds the old run first, and replaces it when it comes to a checkpoint.
        var seen = new List<bool>();
        var watcher = new RecordingCallback { OnStep = _ => seen.Add(File.Exists(folder.In("runs", "toy.previous", "model.tfaip"))) };
        Run(folder, watcher, new FakeExporter()).Start();
        Assert.IsTrue(seen.Take(10).All(isThere => isThere), "before the first checkpoint is due");
        CollectionAssert.AreEqual(seen.OrderDescending().ToArray(), seen);
        Assert.IsFalse(Directory.Exists(folder.In("runs", "toy.previous")));
    }

    [TestMethod]
    public void A_failed_export_ends_the_run_and_can_be_taken_up_again()
    {
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback();
        var failing = new FakeExporter { Error = new TfaipException("model.cs:3: no") };

        var error = Assert.ThrowsExactly<TfaipException>(() => Run(folder, callback, failing).Start());

        Assert.AreEqual("model.cs:3: no", error.Message);
        Assert.AreEqual((RunStatus.Failed, "model.cs:3: no"), (callback.Summaries[0].Status, callback.Summaries[0].Error));
        Assert.AreEqual(RunStatus.Completed, Run(folder, callback, new FakeExporter()).Resume().Status);
    }

    [TestMethod]
    public void Without_an_export_there_is_no_package_and_the_run_is_finished()
    {
        using var folder = new TemporaryFolder();
        var parameters = Parameters(folder) with { Export = ExportChoice.None };
        for (var i = 0; i < 2; i++)
        {
            var run = new TrainingRun(Definition, parameters, folder.In("r"), []);
            Assert.IsNull(run.Start().Package);
        }
    }

    // The whole way: trained, exported, verified, packaged, and predicted from raw samples by the package alone.
    [TestMethod]
    public void The_package_answers_held_out_samples_as_the_model_does_and_a_second_run_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var parameters = Parameters(folder) with { Trainer = ToyRun.Parameters with { Predictions = 5 } };
        var packages = new List<byte[]>();
        for (var i = 0; i < 2; i++)
        {
            var callback = new RecordingCallback();
            var summary = new TrainingRun(Definition, parameters, folder.In("runs", "toy"), [callback]).Start();
            packages.Add(File.ReadAllBytes(summary.Package!));

            CollectionAssert.AreEqual((int[])[0, 2, 4, 6, 8], callback.Predictions.Select(info => info.Index).ToArray());
            using var scope = NewDisposeScope();
            using var model = Definition.CreateModel(parameters);
            using var best = new CheckpointStore(folder.In("runs", "toy")).LoadBest()!;
            best.LoadWeights(model);
            model.eval();
            foreach (var info in callback.Predictions)
            {
                var x = tensor(((Tensor<float>)info.Sample.Inputs["x"]).ToArray()).unsqueeze(0);
                var expected = model.Forward(new() { ["x"] = x })["logits"].data<float>().ToArray();
                var actual = ((Tensor<float>)info.Sample.Outputs["logits"]).ToArray();
                for (var j = 0; j < 2; j++) Assert.AreEqual(expected[j], actual[j], 1e-5);
            }
        }

        CollectionAssert.AreEqual(packages[0], packages[1]);
    }

    [TestMethod]
    public void An_interrupted_run_answers_held_out_samples_with_the_weights_that_it_stopped_at()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var parameters = Parameters(folder) with { Trainer = ToyRun.Parameters with { Predictions = 5 } };
        var callback = new RecordingCallback { OnStep = step => { if (step.Step == 13) stop.Cancel(); } };

        new TrainingRun(Definition, parameters, folder.In("runs", "toy"), [callback]).Start(cancellationToken: stop.Token);

        CollectionAssert.AreEqual((int[])[0, 2, 4, 6, 8], callback.Predictions.Select(info => info.Index).ToArray());
        using var scope = NewDisposeScope();
        using var model = Definition.CreateModel(parameters);
        using var newest = new CheckpointStore(folder.In("runs", "toy")).LoadNewest()!;
        Assert.AreEqual(13, newest.State.Step);
        newest.LoadWeights(model);
        model.eval();
        foreach (var info in callback.Predictions)
        {
            var x = tensor(((Tensor<float>)info.Sample.Inputs["x"]).ToArray()).unsqueeze(0);
            var expected = model.Forward(new() { ["x"] = x })["logits"].data<float>().ToArray();
            CollectionAssert.AreEqual(expected, ((Tensor<float>)info.Sample.Outputs["logits"]).ToArray());
            Assert.IsTrue(info.Raw!.Inputs.ContainsKey("x"));
        }
    }

    [TestMethod]
    [DataRow("models/digits/config.yaml", "runs/digits")]
    [DataRow("models/mnist/small.yaml", "runs/small")]
    public void A_run_directory_is_named_after_its_configuration(string config, string expected) =>
        Assert.AreEqual(Path.GetFullPath(expected), RunFolder.DefaultFor(config));

    private static TrainingRun Run(TemporaryFolder folder, ICallback callback, IRunExporter exporter) =>
        new(Definition, Parameters(folder), folder.In("runs", "toy"), [callback], new RunEnvironment { Exporter = exporter });

    private static RunParams<ToyDataParams, ToyModelParams> Parameters(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder.In("scenario"));
        File.WriteAllText(folder.In("scenario", "Toy.csproj"), "");
        return new()
        {
            Scenario = folder.In("scenario", "Toy.csproj"),
            Seed = 7,
            Data = ToyRun.Data,
            Trainer = ToyRun.Parameters with { Predictions = 0 },
            ExportCheck = false,
        };
    }

    [TestMethod]
    [DataRow(ExportChoice.Best, "model.tfaip")]
    [DataRow(ExportChoice.Last, "model.tfaip")]
    [DataRow(ExportChoice.Both, "last.tfaip model.tfaip")]
    public void Row073_The_best_checkpoint_the_last_or_both_are_exported(ExportChoice choice, string files)
    {
        using var folder = new TemporaryFolder();
        var (exporter, heard) = (new FakeExporter(), new RecordingCallback());
        var parameters = Parameters(folder) with { Export = choice };
        parameters = parameters with { Trainer = parameters.Trainer with { Epochs = 9 } };
        var summary = new TrainingRun(Definition, parameters, folder.In("runs", "toy"), [heard], new RunEnvironment
        {
            Exporter = exporter
        }).Start();

        Assert.AreEqual(files, string.Join(' ', exporter.Packages.Keys.Order()));
        Assert.AreEqual(folder.In("runs", "toy", "model.tfaip"), summary.Package);
        foreach (var (file, metrics) in exporter.Packages)
        {
            var isLast = choice == ExportChoice.Last || file == "last.tfaip";
            CollectionAssert.AreEqual((isLast ? summary.Metrics : summary.Best!.Metrics).ToArray(), metrics.ToArray(), file);
        }

        Assert.AreNotEqual(9, summary.Best!.Epoch, "the best one is to differ from the last here");
    }

    [TestMethod]
    public void The_last_checkpoint_is_not_exported_where_there_is_none()
    {
        using var folder = new TemporaryFolder();
        var parameters = Parameters(folder) with { Export = ExportChoice.Both };
        parameters = parameters with { Trainer = parameters.Trainer with { Checkpoint = new() { Enabled = false } } };
        var run = new TrainingRun(
            Definition, parameters, folder.In("runs", "toy"), [], new RunEnvironment { Exporter = new FakeExporter() });

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Start());

        Assert.AreEqual(
            "export: the last checkpoint cannot be exported where there are no checkpoints but the best (trainer.checkpoint.enabled is "
            + "false). Enable them, or export best.",
            error.Message);
    }

    [TestMethod]
    public void Row071_Early_stopping_goes_on_over_a_resume_and_stops_a_stopped_run_again()
    {
        using var folder = new TemporaryFolder();
        var parameters = Parameters(folder);

        // The weights stay, so that only the first evaluation is an improvement: three more are waited for.
        parameters = parameters with
        {
            Trainer = parameters.Trainer with
            {
                Epochs = 20,
                Optimizer = new Tfaip.Training.Optimization.Optimizers.SgdParams { LearningRate = 0 },
                EarlyStopping = new() { Patience = 3 }
            },
        };
        using var stop = new CancellationTokenSource();
        var interrupter = new RecordingCallback { OnStep = step => { if (step.Step == 25) stop.Cancel(); } };
        Assert.AreEqual(RunStatus.Interrupted, Start(parameters, interrupter).Start(cancellationToken: stop.Token).Status);

        var resumed = Start(parameters, new()).Resume();

        Assert.AreEqual((RunStatus.Completed, 4, 40L), (resumed.Status, resumed.Epochs, resumed.Steps));
        StringAssert.EndsWith(resumed.StopReason, "in 3 measurements (trainer.early_stopping.patience)", StringComparison.Ordinal);

        // It is finished: no step follows, unless it is to wait longer.
        var again = new RecordingCallback();
        Assert.AreEqual(resumed.StopReason, Start(parameters, again).Resume().StopReason);
        Assert.IsEmpty(again.Steps);
        Assert.AreEqual(resumed.StopReason, again.Runs.Single().StopReason);
        var patient = parameters with { Trainer = parameters.Trainer with { EarlyStopping = new() { Patience = 5 } } };
        Assert.AreEqual(6, Start(patient, new()).Resume().Epochs);

        TrainingRun Start(RunParams<ToyDataParams, ToyModelParams> parameters, RecordingCallback callback) => new(
            new(typeof(SteadyModel).Assembly, [typeof(SteadyModel), typeof(ToyData)]),
            parameters,
            folder.In("runs", "toy"),
            [callback],
            new RunEnvironment { Exporter = new FakeExporter() });
    }

    private sealed class FakeExporter : IRunExporter
    {
        public Dictionary<string, IReadOnlyDictionary<string, double>> Packages { get; } = [];

        public Exception? Error { get; init; }

        public string[] Outputs { get; private set; } = [];

        public IReadOnlyDictionary<string, double> Metrics { get; private set; } = new Dictionary<string, double>();

        public string ConfigYaml { get; private set; } = "";

        public void Export(ExportableRun run, string path, IDurableFiles files, CancellationToken cancellationToken)
        {
            if (Error is not null) throw Error;
            Packages.Add(Path.GetFileName(path), run.Metrics);
            (Outputs, Metrics, ConfigYaml) = (run.Model.OutputNames.ToArray(), run.Metrics, run.ConfigYaml);
            File.WriteAllText(path, "package");
        }
    }
}
