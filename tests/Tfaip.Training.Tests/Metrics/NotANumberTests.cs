using Tfaip.Parameters;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Definition;
using Tfaip.Training.Metrics;
using Tfaip.Training.Parameters;
using Tfaip.Training.Reporting;
using Tfaip.Training.Runs;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Metrics;

/// <summary>Metrics of scores that are not numbers are none, and never the best.</summary>
[TestClass]
public sealed class NotANumberTests
{
    private static readonly Dictionary<string, Func<IMetric>> Multi = new()
    {
        ["accuracy"] = () => new Accuracy("scores", "label") { IgnoreIndex = -100 },
        ["top_2"] = () => new Accuracy("scores", "label", "top_2") { TopK = 2, IgnoreIndex = -100 },
        ["precision"] = () => new Precision("scores", "label") { IgnoreIndex = -100 },
        ["recall"] = () => new Recall("scores", "label") { IgnoreIndex = -100 },
        ["f1"] = () => new FScore("scores", "label") { IgnoreIndex = -100 },
        ["micro f1"] = () => new FScore("scores", "label") { IgnoreIndex = -100, Average = Average.Micro },
        ["mean_iou"] = () => new MeanIoU("scores", "label") { IgnoreIndex = -100 },
        ["calibration_error"] = () => new CalibrationError("scores", "label") { IgnoreIndex = -100 },
        ["cross_entropy"] = () => new CrossEntropy("scores", "label"),
        ["perplexity"] = () => new Perplexity("scores", "label"),
        ["roc_auc"] = () => new RocAuc("scores", "label") { Task = ClassificationTask.MultiClass, IgnoreIndex = -100 },
        ["average_precision"] = () => new AveragePrecision("scores", "label") { Task = ClassificationTask.MultiClass, IgnoreIndex = -100 },
    };

    private static readonly Dictionary<string, Func<IMetric>> Binary = new()
    {
        ["accuracy"] = () => new Accuracy("score", "yes") { Task = ClassificationTask.Binary },
        ["f1"] = () => new FScore("score", "yes") { Task = ClassificationTask.Binary },
        ["roc_auc"] = () => new RocAuc("score", "yes"),
        ["average_precision"] = () => new AveragePrecision("score", "yes"),
        ["mean_absolute_error"] = () => new MeanAbsoluteError("score", "yes"),
        ["mean_squared_error"] = () => new MeanSquaredError("score", "yes"),
        ["r_squared"] = () => new RSquared("score", "yes"),
    };

    public static IEnumerable<object[]> AllOfMulti => Multi.Keys.Select(name => (object[])[name]);

    public static IEnumerable<object[]> AllOfBinary => Binary.Keys.Select(name => (object[])[name]);

    [TestMethod]
    [DynamicData(nameof(AllOfMulti))]
    public void A_metric_of_classes_is_not_a_number_where_a_score_that_counts_is_none(string name)
    {
        using var scope = NewDisposeScope();
        var (label, there) = (tensor((long[])[0, 1, 2, -100]), tensor((float[])[2, 1, 0, 0, 2, 1, 1, 0, 2, 0, 1, 2]).reshape(4, 3));
        var (counted, ignored) = (there.clone(), there.clone());
        using (no_grad())
        {
            counted[1, 2] = float.NaN;
            ignored[3, 0] = float.NaN;
        }

        Assert.IsTrue(double.IsFinite(Value(there)));
        Assert.AreEqual(Value(there), Value(ignored), "an ignored target");
        Assert.IsTrue(double.IsNaN(Value(counted)));

        double Value(Tensor scores)
        {
            using var metric = Multi[name]();
            metric.Update(new(), new() { ["label"] = label }, new() { ["scores"] = scores });
            return metric.Result().Value();
        }
    }

    [TestMethod]
    [DynamicData(nameof(AllOfBinary))]
    public void A_metric_of_numbers_is_not_a_number_where_a_score_is_none(string name)
    {
        using var scope = NewDisposeScope();
        var yes = name.Contains("error", StringComparison.Ordinal) || name == "r_squared"
            ? tensor((float[])[1, 0, 1])
            : tensor((long[])[1, 0, 1]);

        Assert.IsTrue(double.IsFinite(Value(0.5f)));
        Assert.IsTrue(double.IsNaN(Value(float.NaN)));

        double Value(float score)
        {
            using var metric = Binary[name]();
            metric.Update(new(), new() { ["yes"] = yes }, new() { ["score"] = tensor((float[])[1, -1, score]) });
            return metric.Result().Value();
        }
    }

    [TestMethod]
    public void A_confusion_matrix_of_scores_that_are_not_numbers_has_no_report()
    {
        using var scope = NewDisposeScope();
        using var metric = new ConfusionMatrix("scores", "label");
        metric.Update(
            new(), new() { ["label"] = tensor((long[])[0]) }, new() { ["scores"] = tensor((float[])[float.NaN, 1]).reshape(1, 2) });

        Assert.AreEqual((0, 0), (metric.Result().Values.Count, metric.Result().Reports.Count));
    }

    [TestMethod]
    public void A_monitored_value_that_never_is_a_number_is_warned_of_once_and_the_end_says_what_is_there()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("Toy.csproj"), "");
        var lines = new List<string>();
        var definition = new ScenarioDefinition(typeof(BlindModel).Assembly, [typeof(BlindModel), typeof(ToyData)]);
        var parameters = new RunParams<ToyDataParams, ToyModelParams>
        {
            Scenario = folder.In("Toy.csproj"), Seed = 7, Data = ToyRun.Data, Trainer = ToyRun.Parameters with { Predictions = 0 },
            ExportCheck = false,
        };

        var error = Assert.ThrowsExactly<TfaipException>(
            () => new TrainingRun(definition, parameters, folder.In("run"), [new MonitorReport(lines.Add)]).Start());

        Assert.AreEqual(
            $"{folder.In("run")}: has no best checkpoint, because the monitored value never was a number. Export the last checkpoint "
            + $"instead: tfaip-train resume {folder.In("run")} --export last",
            error.Message);
        CollectionAssert.AreEqual(
            (string[])["warning: The monitored value 'accuracy' is not a number after epoch 1, step 10: such a value is never the best."],
            lines);
    }

    [TestMethod]
    public void The_warning_names_the_input_that_is_not_finite()
    {
        var lines = new List<string>();
        var updated = new MonitorUpdated(2, 8, Model.Monitor.Min("loss"), double.NaN, false, new Dictionary<string, double>())
        {
            NotFiniteInput = "the input 'x' of a:7 is NaN"
        };

        new MonitorReport(lines.Add).On(updated, null!);

        CollectionAssert.AreEqual(
            (string[])["warning: The monitored value 'loss' is not a number after epoch 2, step 8: such a value is never the best. In the "
                + "evaluation, the input 'x' of a:7 is NaN."], lines);
    }

    [TestMethod]
    public void A_metric_whose_name_begins_with_another_metrics_name_keeps_its_own_state()
    {
        using var scope = NewDisposeScope();
        using var before = new SplitMeter([new Named("f1", 1), new Named("f1.b", 3), new Named("f1\\.b", 5)]);
        using var after = new SplitMeter([new Named("f1", 0), new Named("f1.b", 0), new Named("f1\\.b", 0)]);
        before.Add(new(), new(), new(), new(), tensor(0f), 1);

        after.Load(before.Save(), CPU);

        var values = after.Compute();
        Assert.AreEqual((1, 3, 5), (values["f1"], values["f1.b"], values["f1\\.b"]));
        Assert.HasCount(before.Save().Count, after.Save());
    }

    // Logits of evaluation that are not numbers, where training goes on.
    private sealed class BlindModel(ToyModelParams p) : ToyModel(p)
    {
        public override TensorMap Forward(TensorMap inputs) =>
            training ? base.Forward(inputs) : new() { ["logits"] = base.Forward(inputs)["logits"] * float.NaN };
    }

    private sealed class Named(string name, double value) : MeanMetric(name)
    {
        protected override Tensor Values(TensorMap inputs, TensorMap targets, TensorMap outputs) => tensor(value);
    }
}
