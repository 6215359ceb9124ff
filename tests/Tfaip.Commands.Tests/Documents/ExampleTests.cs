using Tfaip.Commands.Tests.Documents.Examples;
using Tfaip.Inference;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Definition;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Parameters;
using Tfaip.Training.Runs;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Documents;

/// <summary>What the documentation shows does what it says. <c>CompiledCodeTests</c> holds that it is the same code.</summary>
[TestClass]
public sealed class ExampleTests
{
    private static readonly TrainerParams Trainer = ToyRun.Parameters with { Epochs = 2, Predictions = 0 };

    [TestMethod]
    public void A_scenario_reads_its_two_files_and_trains()
    {
        using var folder = new TemporaryFolder();
        string[] rows = [.. Enumerable.Range(0, 12).Select(i => string.Join(',', Pixels(i).Append(i % 10)))];
        File.WriteAllLines(folder.In("training.csv"), rows);
        File.WriteAllLines(folder.In("evaluation.csv"), rows[..6]);
        var defaults = new DigitsDataParams();
        var data = defaults with
        {
            Training = ((CsvParams)defaults.Training) with { Path = folder.In("training.csv") },
            Evaluation = ((CsvParams)defaults.Evaluation) with { Path = folder.In("evaluation.csv") },
        };

        var values = Train(
            folder.In("run"),
            [typeof(DigitsModel), typeof(DigitsData)],
            new RunParams<DigitsDataParams, DigitsModelParams> { Scenario = "Toy.csproj", Data = data, Trainer = Trainer });

        Assert.IsInRange(0.0, 1.0, values["accuracy"]);
        using var predictor = Predictor.Load(folder.In("run", "model.tfaip"));
        Assert.AreEqual("logits", predictor.Predict(new float[64]).Outputs.Single().Key);

        static IEnumerable<int> Pixels(int image) => Enumerable.Range(0, 64).Select(pixel => (image + pixel) % 16);
    }

    [TestMethod]
    public void Class_weights_count_in_the_loss()
    {
        using var folder = new TemporaryFolder();
        var equal = LossOf(folder.In("equal"), [1, 1]);

        // Twice the weights are twice the loss, since it is the mean over the samples and not over the weights.
        Assert.AreEqual(2 * equal, LossOf(folder.In("weighted"), [2, 2]), 1e-5);

        // Each class has its own weight: the losses of one class alone are the whole together.
        var (first, second) = (LossOf(folder.In("first"), [1, 0]), LossOf(folder.In("second"), [0, 1]));
        Assert.AreEqual(equal, first + second, 1e-5);
        Assert.IsGreaterThan(0.01, Math.Min(first, second));
    }

    [TestMethod]
    public void A_model_of_mixed_inputs_answers_by_their_names()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.In("houses.csv"), Enumerable.Range(1, 8).Select(i => $"0.1,0.2,0.{i},0,{i},{i * 10},{i * 2}"));
        var defaults = new HousesDataParams();
        var data = defaults with { Rows = ((CsvParams)defaults.Rows) with { Path = folder.In("houses.csv") } };

        Train(
            folder.In("run"),
            [typeof(HousesModel), typeof(HousesData)],
            new RunParams<HousesDataParams, HousesModelParams> { Scenario = "Toy.csproj", Data = data, Trainer = Trainer });

        using var predictor = Predictor.Load(folder.In("run", "model.tfaip"));
        Assert.IsTrue(float.IsFinite(DocumentedPrediction.Mixed(predictor)));
    }

    [TestMethod]
    public void A_metric_of_outputs_is_logged()
    {
        using var folder = new TemporaryFolder();
        var values = TrainToy(folder.In("run"), [typeof(ConfidentModel), typeof(ToyData)]);

        Assert.IsInRange(0.01, 0.99, values["confidence"]);
    }

    [TestMethod]
    public void A_metric_of_answers_is_logged()
    {
        using var folder = new TemporaryFolder();
        var values = TrainToy(folder.In("run"), [typeof(ToyModel), typeof(ToyData), typeof(DistanceEvaluator)]);

        // The labels are 0 and 1, so their distance is the share of wrong ones.
        Assert.AreEqual(1 - values["accuracy"], values["label_distance"], 1e-6);
    }

    [TestMethod]
    public void Metrics_of_classes_are_logged()
    {
        using var folder = new TemporaryFolder();
        var values = TrainToy(folder.In("run"), [typeof(MeasuredModel), typeof(ToyData)]);

        Assert.IsInRange(0.0, 1.0, values["f1/cat"]);
    }

    [TestMethod]
    public void A_model_that_makes_tensors_trains_in_bfloat16()
    {
        using var folder = new TemporaryFolder();
        var values = TrainToy(folder.In("run"), [typeof(MaskedModel), typeof(ToyData)], ComputePrecision.Bfloat16);

        Assert.IsTrue(double.IsFinite(values["loss"]));
    }

    [TestMethod]
    public void A_scenario_has_its_callbacks()
    {
        Type[] types = [typeof(ToyModel), typeof(ToyData), typeof(MyScenario)];
        var definition = new ScenarioDefinition(typeof(MyScenario).Assembly, types);

        Assert.IsInstanceOfType<Shout>(definition.CreateCallbacks(new RunParams<ToyDataParams, ToyModelParams>()).Single());
    }

    [TestMethod]
    public void A_generator_gives_squares()
    {
        using var source = new SquaresParams { Count = 4 }.Open();
        var sample = source.Read(3);

        Assert.AreEqual((4, "squares:3"), (source.Count, sample.Source));
        Assert.AreEqual((3f, 9f), ((float)sample.Inputs["n"], (float)sample.Targets["square"]));
    }

    [TestMethod]
    public void A_processor_reads_its_resource()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("words.txt"), "apple\nbanana\n");
        var random = default(SampleRandom);
        var processor = (Processor)new SpellParams { Words = new ResourceFile(folder.In("words.txt")) }.Create();

        Assert.AreEqual("banana", processor.Process(new Sample().WithInput("word", "bananna"), ref random)!.Inputs["word"]);
    }

    // The loss of the weights that the model begins with: the learning rate is 0.
    private static double LossOf(string run, IReadOnlyList<float> weights) => Train(
        run,
        [typeof(WeightedModel), typeof(ToyData)],
        new RunParams<ToyDataParams, WeightedModelParams>
        {
            Scenario = "Toy.csproj",
            Data = ToyRun.Data with { PreProcessing = [] },
            Model = new() { ClassWeights = weights },
            Trainer = Trainer with { Optimizer = new SgdParams { LearningRate = 0 } },
            Export = ExportChoice.None,
        })["cross_entropy"];

    private static IReadOnlyDictionary<string, double> TrainToy(
        string run, Type[] types, ComputePrecision precision = ComputePrecision.Float32) => Train(
        run,
        types,
        new RunParams<ToyDataParams, ToyModelParams>
        {
            Scenario = "Toy.csproj",
            Precision = precision,
            Data = ToyRun.Data with
            {
                PreProcessing = [],
                PostProcessing = [new ClassLabelParams { Key = "logits", Softmax = true }],
            },
            Trainer = Trainer,
            Export = ExportChoice.None,
        });

    private static IReadOnlyDictionary<string, double> Train(string run, Type[] types, IRunParams parameters)
    {
        var values = new LastValues();
        new TrainingRun(new ScenarioDefinition(typeof(ExampleTests).Assembly, types), parameters, run, [values]).Start();
        return values.Values;
    }

    private sealed class LastValues : ICallback
    {
        public IReadOnlyDictionary<string, double> Values { get; private set; } = new Dictionary<string, double>();

        public void On(RunEvent happened, IRunControl run)
        {
            if (happened is MonitorUpdated updated) Values = updated.Values;
        }
    }
}
