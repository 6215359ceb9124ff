using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Loop;
using Tfaip.Training.Metrics;
using Tfaip.Training.Parameters;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Training.Tests.Evaluation;

/// <summary>Metrics that keep every score, held against the memory before training.</summary>
[TestClass]
public sealed class MetricMemoryTests
{
    // A sample of two classes keeps two scores in float32 and a target in int64, twice while they are joined, and 64 bytes while one class
    // is ranked.
    private const long BytesPerSample = (2 * ((2 * sizeof(float)) + sizeof(long))) + 64;
    private const int Training = 38;
    private const int Evaluation = 1000;

    [TestMethod]
    public void A_metric_whose_scores_of_evaluation_do_not_fit_is_refused_before_training()
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => Try(
            90_000,
            ToyRun.Parameters with { TrainingMetrics = false },
            new RocAuc("logits", "label") { Task = ClassificationTask.MultiClass }));

        Assert.AreEqual(
            "The metric 'roc_auc' keeps the scores of all 1000 samples of the evaluation set 'evaluation' and would take about 96 kB; "
            + "there are 90 kB of memory. Measure fewer samples, or leave the metric out of the model's Metrics.",
            error.Message);
    }

    [TestMethod]
    public void Metrics_that_do_not_fit_together_are_refused_by_the_largest()
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => Try(
            100_000,
            ToyRun.Parameters with { TrainingMetrics = false },
            new AveragePrecision("logits", "label") { Task = ClassificationTask.MultiClass },
            new RocAuc("logits", "label") { Task = ClassificationTask.MultiClass, Average = Average.Micro }));

        Assert.AreEqual(
            "The metric 'roc_auc' keeps the scores of all 1000 samples of the evaluation set 'evaluation' and would take about 160 kB, 256 "
            + "kB with the other metrics that do so; "
            + "there are 100 kB of memory. Measure fewer samples, or leave the metric out of the model's Metrics.",
            error.Message);
    }

    [TestMethod]
    public void Training_is_refused_too_and_says_how_to_leave_its_metrics_out()
    {
        var error = Assert.ThrowsExactly<TfaipException>(
            () => Try(3_000, ToyRun.Parameters, new RocAuc("logits", "label") { Task = ClassificationTask.MultiClass }));

        Assert.AreEqual(
            "The metric 'roc_auc' keeps the scores of all 38 samples of a training epoch and would take about 3.6 kB; "
            + "there are 3 kB of memory. Set trainer.training_metrics to false, or leave the metric out of the model's Metrics.",
            error.Message);
    }

    [TestMethod]
    public void An_epoch_has_the_samples_that_it_is_given()
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => Try(
            3_000,
            ToyRun.Parameters with { SamplesPerEpoch = 5000 },
            new RocAuc("logits", "label") { Task = ClassificationTask.MultiClass }));

        StringAssert.StartsWith(
            error.Message, "The metric 'roc_auc' keeps the scores of all 5000 samples of a training epoch and would take about 480 kB; ");
    }

    [TestMethod]
    public void What_fits_is_not_refused_and_nothing_of_the_trial_stays()
    {
        // To the byte: the scores of training are there still when those of evaluation are measured.
        const long Bytes = (Training + Evaluation) * BytesPerSample;
        IMetric[] metrics = [
            new RocAuc("logits", "label") { Task = ClassificationTask.MultiClass }, new ConfusionMatrix("logits", "label")
        ];
        Assert.ThrowsExactly<TfaipException>(() => Try(Bytes - 1, ToyRun.Parameters, metrics));

        Try(Bytes, ToyRun.Parameters, metrics);

        foreach (var metric in metrics) Assert.IsEmpty(metric.State);
    }

    [TestMethod]
    public void Metrics_of_sums_take_no_more_with_more_samples() =>
        Try(1, ToyRun.Parameters, new Accuracy("logits", "label"), new ConfusionMatrix("logits", "label"));

    // What a run does before its first step.
    private static void Try(long available, TrainerParams parameters, params IMetric[] metrics)
    {
        using var folder = new TemporaryFolder();
        TorchSeed.ForInitialWeights(7);
        using var model = new MeasuredModel(metrics);
        model.Register();
        using var trainer = new Trainer(new TrainingSetup
        {
            Model = model,
            Data = new ToyData(new ToyDataParams
            {
                TrainingSamples = Training,
                EvaluationSamples = Evaluation,
                Pipeline = new PipelineParams { BatchSize = 4 }
            }),
            Parameters = parameters,
            Checkpoints = new CheckpointStore(folder.Path),
            AvailableMemory = available,
        });

        trainer.TryAnswers();
    }

    private sealed class MeasuredModel(IMetric[] metrics) : ToyModel(new ToyModelParams())
    {
        public override IEnumerable<IMetric> Metrics() => metrics;
    }
}
