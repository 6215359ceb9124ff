using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Training.Tests.Metrics;

/// <summary>Targets that are out of range, and what post-processing cannot make an answer of, told before they do harm.</summary>
[TestClass]
public sealed class OutOfRangeTargetTests
{
    [TestMethod]
    [DataRow(5L)]
    [DataRow(2L)]
    [DataRow(-1L)]
    public void A_target_that_the_model_has_no_class_for_names_its_sample(long label)
    {
        using var folder = new TemporaryFolder();
        var data = ToyRun.Data with
        {
            PreProcessing = [new ToyLabelParams { Label = label }],
            Pipeline = new PipelineParams { BatchSize = 4, Shuffle = false }
        };
        using var run = new ToyRun(folder.Path, data: data, model: p => new SteadyModel(p));

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Trainer.Train());

        Assert.AreEqual(
            $"The target 'label' of toy:5 (row 1 of the batch) is {label}, but the output 'logits' has 2 classes, so that a target is one "
            + "of 0..1. Correct the data, or give the model as many classes.",
            error.Message);
    }

    [TestMethod]
    public void A_target_outside_of_its_declared_bounds_names_its_sample()
    {
        using var folder = new TemporaryFolder();
        var data = ToyRun.Data with
        {
            PreProcessing = [new ToyLabelParams { Label = 5 }],
            Pipeline = new PipelineParams { BatchSize = 4, Shuffle = false }
        };
        using var run = new ToyRun(folder.Path, data: data, model: p => new SteadyModel(p), openData: p => new BoundedData(p));

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Trainer.Train());

        Assert.AreEqual(
            "The target 'label' of toy:5 (row 1 of the batch) is 5, but the data class declares 'label: int64[batch] in 0..1': values from "
            + "0 to 1. Change the declaration, or correct the data.",
            error.Message);
    }

    [TestMethod]
    public void What_fills_up_a_batch_need_not_be_within_the_bounds()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var data = new BoundedData(new() { Pipeline = new() { Padding = new Dictionary<string, double> { ["label"] = -100 } } });
        var converter = new BatchConverter(data, TorchSharp.torch.CPU);

        var (_, targets) = converter.Convert(Batch(1, -100));

        CollectionAssert.AreEqual((long[])[1, -100], targets["label"].data<long>().ToArray());
        Assert.ThrowsExactly<TfaipException>(() => converter.Convert(Batch(1, 2)));
    }

    [TestMethod]
    [DataRow("--dry-run")]
    [DataRow("--trainer.epochs=6")]
    public void Labels_that_are_not_as_many_as_the_models_classes_are_told_before_the_first_epoch(string argument)
    {
        using var tool = new ToyTool("""
            scenario: Toy.csproj
            output: run
            data:
              training_samples: 16
              pipeline: { batch_size: 4 }
              post_processing: [{ type: class_label, key: logits, labels: [a, b, c] }]
            trainer: { epochs: 1, threads: 1, evaluation: { every_epochs: 5 } }
            export: none
            """);

        var (code, output, error) = tool.Run(tool.Config, argument, "--progress", "none");

        Assert.AreEqual(1, code);
        Assert.Contains("labels", error);
        Assert.AreEqual("", output);
        Assert.IsFalse(Directory.Exists(tool.In("run")));
    }

    private static Batch Batch(params long[] labels) => new()
    {
        Inputs = new Dictionary<string, object>
        {
            ["x"] = System.Numerics.Tensors.Tensor.Create(new float[labels.Length * 4], [labels.Length, 4])
        },
        Targets = new Dictionary<string, object> { ["label"] = System.Numerics.Tensors.Tensor.Create(labels) },
        Samples = [.. labels.Select(_ => new Sample())],
        Index = 0,
    };

    private sealed class BoundedData(ToyDataParams p) : ToyData(p)
    {
        public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("label: int64[batch] in 0..1")];
    }
}

/// <summary>Gives one sample another label.</summary>
[Variant("toy_label")]
public sealed record ToyLabelParams : ProcessorParams
{
    public long Label { get; init; }

    public override Processor Create() => new ToyLabel(Label);

    private sealed class ToyLabel(long label) : Processor
    {
        public override Sample? Process(Sample sample, ref SampleRandom random) =>
            sample.Source == "toy:5" ? sample.WithTarget("label", label) : sample;
    }
}
