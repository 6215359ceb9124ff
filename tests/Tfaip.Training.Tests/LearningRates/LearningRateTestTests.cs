using Tfaip.Configuration.Reading;
using Tfaip.Processors.Samples;
using Tfaip.Training.Definition;
using Tfaip.Training.LearningRates;
using Tfaip.Training.Parameters;
using Tfaip.Training.Runs;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.LearningRates;

[TestClass]
public sealed class LearningRateTestTests
{
    private const string Lines = """
        scenario: Toy.csproj
        seed: 3
        data: { training_samples: 32, pipeline: { batch_size: 32 } }
        trainer: { threads: 1, optimizer: { type: sgd } }
        """;

    private const string Noisy = """
        scenario: Toy.csproj
        seed: 3
        data: { training_samples: 38, pipeline: { batch_size: 4, workers: 1 }, pre_processing: [toy_noise] }
        trainer: { threads: 1 }
        """;

    [TestMethod]
    [DataRow("")]
    [DataRow("trainer: { schedule: { type: cosine, per: step, warmup: { rise_steps: 50 } }, averaging: ema, epochs: 1 }")]
    [DataRow("data: { pipeline: { batch_size: 8 } }\ntrainer: { accumulate: 4 }")]
    public void Gradient_descent_on_a_quadratic_is_as_computed_by_hand(string rest)
    {
        using var scope = NewDisposeScope();
        var range = new LearningRateRange(1e-4, 100, 90);
        var report = Run<LineModel>(Lines, range, rest);

        // The loss is mean (w·x − label)² over the same 32 samples in every step: its Hessian is 2·XᵀX/n, its gradient 2·Xᵀ(Xw − y)/n.
        var (x, y) = Samples();
        var hessian = x.t().mm(x) * (2.0 / 32);
        var limit = 2 / linalg.eigvalsh(hessian).max().item<double>();
        var weights = zeros(4, float64);
        foreach (var point in report.Points)
        {
            var residuals = x.mv(weights) - y;
            var loss = residuals.square().mean().item<double>();

            // Beyond the limit of stability the rounding errors of float32 grow with the loss.
            if (point.LearningRate < limit) Assert.AreEqual(loss, point.Loss, 1e-5, $"step {point.Step}");
            Assert.AreEqual(range.Rate(point.Step - 1), point.LearningRate);
            weights -= point.LearningRate * 2.0 / 32 * x.t().mv(residuals);
        }

        Assert.IsTrue(report.HasDiverged);
        Assert.IsLessThan(90, report.Points.Count);
        Assert.IsGreaterThan(limit, report.Points[^1].LearningRate);
        Assert.IsLessThan(limit, report.Suggestion!.LearningRate);
        Assert.IsGreaterThan(limit / 100, report.Suggestion.LearningRate);
    }

    [TestMethod]
    public void It_begins_as_the_run_does()
    {
        using var folder = new TemporaryFolder();
        var definition = new ScenarioDefinition(typeof(ToyModel).Assembly, [typeof(ToyModel), typeof(ToyData)]);
        var parameters = Bind(definition, Noisy, "");

        var tried = new TrainingRun(definition, parameters, folder.In("run"), []).TryStart();

        Assert.AreEqual(tried.TrainingLoss, Run<ToyModel>(Noisy, LearningRateRange.Default).Points[0].Loss);
    }

    [TestMethod]
    public void The_same_configuration_gives_the_same_curve_to_the_bit()
    {
        var first = Run<ToyModel>(Noisy, LearningRateRange.Default);
        var again = Run<ToyModel>(Noisy, LearningRateRange.Default, "data: { pipeline: { workers: 3 } }");
        var other = Run<ToyModel>(Noisy, LearningRateRange.Default, "seed: 4");

        CollectionAssert.AreEqual(first.Points.ToArray(), again.Points.ToArray());
        Assert.AreNotEqual(first.Points[0].Loss, other.Points[0].Loss);
    }

    [TestMethod]
    public void A_loss_that_is_not_finite_ends_it()
    {
        var report = Run<ExplodingModel>(Lines, new LearningRateRange(1e-3, 1, 40));

        Assert.IsTrue(report.HasDiverged);
        Assert.AreEqual(double.PositiveInfinity, report.Points[^1].Loss);
        Assert.IsTrue(report.Points.SkipLast(1).All(point => double.IsFinite(point.Loss)));
    }

    [TestMethod]
    public void The_progress_stays_at_the_beginning()
    {
        var report = Run<AnnealedModel>(Lines, new LearningRateRange(1e-20, 1e-19, 20), "trainer: { epochs: 2 }");

        Assert.AreEqual(20, report.Points.Count);
        Assert.IsTrue(report.Points.All(point => point.Loss == report.Points[0].Loss));
    }

    private static LearningRateReport Run<TModel>(string config, LearningRateRange range, string rest = "")
    {
        var definition = new ScenarioDefinition(typeof(ToyModel).Assembly, [typeof(TModel), typeof(ToyData)]);
        return new LearningRateTest(definition, Bind(definition, config, rest)).Run(range, _ => { });
    }

    private static IRunParams Bind(ScenarioDefinition definition, string config, string rest)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("base.yaml"), config);
        File.WriteAllText(folder.In("config.yaml"), "include: base.yaml\n" + rest);
        return definition.Bind(ConfigFile.Load(folder.In("config.yaml")));
    }

    private static (Tensor X, Tensor Y) Samples()
    {
        using var source = new ToyData(new ToyDataParams { TrainingSamples = 32 }).Open(PipelineMode.Training)!;
        var samples = Enumerable.Range(0, 32).Select(source.Read).ToList();
        var x = samples.Select(sample => tensor(((System.Numerics.Tensors.Tensor<float>)sample.Inputs["x"]).ToArray()));
        return (stack(x).to(float64), tensor(samples.Select(sample => (double)(long)sample.Targets["label"]).ToArray()));
    }

    public class LineModel(ToyModelParams parameters) : Model<ToyModelParams>(parameters)
    {
        private readonly Parameter weight = new(zeros(4));

        public override TensorMap Forward(TensorMap inputs) => new() { ["y"] = inputs["x"].mv(weight) };

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new() { { "square", (outputs["y"] - targets["label"]).square() } };
    }

    public sealed class ExplodingModel(ToyModelParams parameters) : LineModel(parameters)
    {
        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new() { { "exponential", (outputs["y"].square().sum() * 1e6).exp() + (1e-3 * outputs["y"].sum()) } };
    }

    public sealed class AnnealedModel(ToyModelParams parameters) : LineModel(parameters)
    {
        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new()
            {
                { "square", (outputs["y"] - targets["label"]).square() },
                { "annealed", outputs["y"].sum() + 1, Progress.Fraction + 1 }
            };
    }
}
