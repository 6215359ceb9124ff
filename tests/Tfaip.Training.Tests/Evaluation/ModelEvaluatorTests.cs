using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;
using Tfaip.Training.Evaluation;
using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Evaluation;

[TestClass]
public sealed class ModelEvaluatorTests
{
    [TestMethod]
    public void Row087_Padded_sequences_are_measured_the_same_in_batches_of_any_size()
    {
        random.manual_seed(5);
        using var model = new TokenModel(new());
        model.Register();
        var one = Run(model, 1);
        foreach (var size in new[] { 2, 5, 12 })
        {
            var other = Run(model, size);
            CollectionAssert.AreEqual(one.Keys.ToArray(), other.Keys.ToArray());
            foreach (var (name, value) in one) Assert.AreEqual(value, other[name], 1e-5, $"{name} in batches of {size}");
        }
    }

    [TestMethod]
    public void Finished_samples_are_made_only_where_somebody_wants_them()
    {
        using var model = new TokenModel(new());
        model.Register();
        var counter = new CountedPostProcessing();
        Run(model, 4, counter);
        Assert.AreEqual(0, counter.Count);

        var finished = new List<Sample>();
        Run(model, 4, counter, finished.Add);
        Assert.AreEqual(12, counter.Count);
        Assert.AreEqual("line 0, line 11", $"{finished[0].Source}, {finished[^1].Source}");
    }

    [TestMethod]
    public void An_evaluation_of_which_every_sample_fails_says_how_many_failed_and_the_first_error()
    {
        using var model = new TokenModel(new());
        model.Register();
        var data = new TokenData(new TokenDataParams
        {
            Pipeline = new() { BatchSize = 4, OnError = ErrorPolicy.Skip },
            PreProcessing = [new SigmoidParams { Key = "none", Side = SampleSide.Inputs }],
        });
        using var source = data.Open(PipelineMode.Evaluation)!;
        using var evaluator = new ModelEvaluator(
            new EvaluationSetup { Model = model, Data = data, Source = source, Converter = new BatchConverter(data, CPU), Seed = 1 });

        var error = Assert.ThrowsExactly<TfaipException>(() => evaluator.Run((_, _, _) => { }, CancellationToken.None));

        Assert.AreEqual(
            "Every sample of the evaluation failed: on_error: skip left out 12; there is nothing to measure. "
            + "The first error: line 0 (sample 0): the processor 'sigmoid' failed: the sample has no input 'none'; it has x.",
            error.Message);
    }

    private static IReadOnlyDictionary<string, double> Run(
        Model model, int batchSize, CountedPostProcessing? counter = null, Action<Sample>? finished = null)
    {
        var data = new TokenData(new TokenDataParams
        {
            Pipeline = new() { BatchSize = batchSize, Workers = 1 },
            PostProcessing = counter is null ? [] : [counter]
        });
        using var source = data.Open(PipelineMode.Evaluation)!;
        using var evaluator = new ModelEvaluator(new EvaluationSetup
        {
            Model = model, Data = data, Source = source, Converter = new BatchConverter(data, CPU), Seed = 1, Finished = finished,
        });
        return evaluator.Run((_, _, _) => { }, CancellationToken.None).Metrics;
    }

    public sealed record TokenModelParams : ModelParams;

    public sealed record TokenDataParams : DataParams;

    /// <summary>Predicts a class for each token; a loss has one value for each sample, the mean over its own tokens.</summary>
    public sealed class TokenModel(TokenModelParams parameters) : Model<TokenModelParams>(parameters)
    {
        private const long Padding = -100;
        private readonly Linear head = Linear(1, 3);

        public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = head.call(inputs["x"].unsqueeze(-1)) };

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs)
        {
            var each = functional.cross_entropy(
                outputs["logits"].movedim([-1], [1]), targets["tokens"], ignore_index: Padding, reduction: Reduction.None);
            return new() { { "nll", each.sum(1L) / targets["tokens"].ne(Padding).sum(1L) } };
        }

        public override IEnumerable<IMetric> Metrics() =>
        [
            new Perplexity("logits", "tokens") { ClassAxis = -1 },
            new Accuracy("logits", "tokens") { ClassAxis = -1, IgnoreIndex = Padding },
            new FScore("logits", "tokens") { ClassAxis = -1, IgnoreIndex = Padding },
            new CalibrationError("logits", "tokens") { ClassAxis = -1, IgnoreIndex = Padding },
            new RocAuc("logits", "tokens") { ClassAxis = -1, IgnoreIndex = Padding, Task = ClassificationTask.MultiClass },
        ];
    }

    /// <summary>Twelve lines of 1 to 6 tokens, padded to 6.</summary>
    public sealed class TokenData(TokenDataParams parameters) : Data<TokenDataParams>(parameters)
    {
        private const int Length = 6;

        public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("x: float32[batch, length]")];

        public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("tokens: int64[batch, length]")];

        public override ISampleSource Open(PipelineMode mode) => new Lines();

        private sealed class Lines : ISampleSource
        {
            public int Count => 12;

            public Sample Read(int index)
            {
                var tokens = 1 + (index * 5 % Length);
                return new Sample()
                    .WithInput("x", System.Numerics.Tensors.Tensor.Create(
                        [.. Enumerable.Range(0, Length).Select(i => i < tokens ? MathF.Sin(index + i) : 0)]))
                    .WithTarget("tokens", System.Numerics.Tensors.Tensor.Create(
                        [.. Enumerable.Range(0, Length).Select(i => i < tokens ? (index + (i * i)) % 3 : -100L)]))
                    .WithMeta(Sample.SourceKey, $"line {index}");
            }

            public void Dispose()
            {
            }
        }
    }

    private sealed record CountedPostProcessing : ProcessorParams
    {
        public int Count { get; private set; }

        public override Processor Create() => new Counter(this);

        private sealed class Counter(CountedPostProcessing counter) : Processor
        {
            public override Sample Process(Sample sample, ref SampleRandom random)
            {
                counter.Count++;
                return sample;
            }
        }
    }
}
