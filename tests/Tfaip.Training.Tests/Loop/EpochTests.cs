using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;
using Tfaip.Training.Loop;
using Tfaip.Training.Optimization.Schedules;
using Tfaip.Training.Parameters;

namespace Tfaip.Training.Tests.Loop;

/// <summary>What an epoch is: a pass, or a number of samples; and what a step of it learns from.</summary>
[TestClass]
public sealed class EpochTests
{
    // An epoch ends with the batch with which it has its samples: 13 batches are a pass of 100 samples, 7 have 50, 3 have 20.
    [TestMethod]
    [DataRow(null, false, 1, 13)]
    [DataRow(null, true, 1, 12)]
    [DataRow(50L, false, 1, 7)]
    [DataRow(20L, false, 1, 3)]
    [DataRow(8L, false, 1, 1)]
    [DataRow(96L, true, 1, 12)]
    [DataRow(1000L, true, 1, 125)]
    [DataRow(null, false, 4, 4)]
    [DataRow(50L, false, 2, 4)]
    public void Row063_Steps_of_an_epoch(long? samplesPerEpoch, bool dropRemainder, int accumulate, int expected)
    {
        using var stream = Stream(samplesPerEpoch, accumulate, dropRemainder);

        Assert.AreEqual(expected, stream.RestOfEpoch(new()).Count());
        if (!dropRemainder || samplesPerEpoch is null) Assert.AreEqual(expected, stream.StepsPerEpoch);
    }

    [TestMethod]
    public void Row063_Less_than_a_batch_is_refused()
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => Stream(4));

        Assert.AreEqual(
            "trainer.samples_per_epoch is 4, but a batch has 8 samples (data.pipeline.batch_size): an epoch would be less than a batch. "
            + "Make it 8 at least.",
            error.Message);
    }

    [TestMethod]
    [DataRow(20L, 1)]
    [DataRow(20L, 2)]
    [DataRow(250L, 3)]
    public void Epochs_of_some_samples_go_through_the_data_pass_by_pass(long samplesPerEpoch, int accumulate)
    {
        using var passes = Stream(null);
        var expected = Enumerable.Range(0, 6).SelectMany(pass => passes.Batches(pass).Select(batch => (pass, batch.Index, Sources(batch))))
            .ToList();
        using var stream = Stream(samplesPerEpoch, accumulate);
        var at = new RunPosition();
        var actual = new List<(int, int, string)>();

        for (var epoch = 0; actual.Count < 60; epoch++)
        {
            Assert.AreEqual(epoch, at.Epoch);
            foreach (var step in stream.RestOfEpoch(at))
            {
                at = at.After(step);
                foreach (var batch in step.Batches) actual.Add((0, batch.Index, Sources(batch)));
                Assert.IsLessThanOrEqualTo(accumulate, step.Batches.Count);
            }

            Assert.IsTrue(stream.IsEpochOver(at));
            Assert.IsTrue(at.SamplesInEpoch >= samplesPerEpoch && at.SamplesInEpoch < samplesPerEpoch + 8);
            at = stream.NextEpoch(stream.EndOfEpoch(at));
        }

        CollectionAssert.AreEqual(
            expected.Take(actual.Count).Select(entry => (entry.Index, entry.Item3)).ToList(),
            actual.Select(entry => (entry.Item2, entry.Item3)).ToList());
    }

    [TestMethod]
    [DataRow(null, 1)]
    [DataRow(null, 4)]
    [DataRow(20L, 1)]
    [DataRow(230L, 3)]
    public void Any_step_can_be_the_first_one(long? samplesPerEpoch, int accumulate)
    {
        using var whole = Stream(samplesPerEpoch, accumulate);
        var steps = new List<(RunPosition At, string Step)>();
        var at = new RunPosition();
        while (steps.Count < 40)
        {
            foreach (var step in whole.RestOfEpoch(at))
            {
                steps.Add((at, Describe(step)));
                at = at.After(step);
            }

            at = whole.NextEpoch(whole.EndOfEpoch(at));
        }

        foreach (var (index, (start, first)) in steps.Index())
        {
            using var later = Stream(samplesPerEpoch, accumulate);
            var position = start;
            var seen = new List<string>();
            while (seen.Count < 6)
            {
                foreach (var step in later.RestOfEpoch(position))
                {
                    seen.Add(Describe(step));
                    position = position.After(step);
                    if (seen.Count == 6) break;
                }

                if (seen.Count < 6) position = later.NextEpoch(later.EndOfEpoch(position));
            }

            var expected = steps.Skip(index).Take(6).Select(entry => entry.Step).ToList();
            CollectionAssert.AreEqual(expected, seen.Take(expected.Count).ToList(), $"from step {index}");
        }
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow(20L)]
    public void Dropping_every_sample_is_refused(long? samplesPerEpoch)
    {
        var data = new ToyDataParams
        {
            TrainingSamples = 100,
            Pipeline = new() { BatchSize = 8 },
            PreProcessing = [new ToyDropAllParams()]
        };
        using var stream = new TrainingStream(new ToyData(data), new TrainerParams { SamplesPerEpoch = samplesPerEpoch }, 1);

        var error = Assert.ThrowsExactly<TfaipException>(() => stream.RestOfEpoch(new()).Count());

        Assert.AreEqual("Processors dropped every sample of the epoch; there is nothing to train with.", error.Message);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Failing_every_sample_says_how_many_failed_and_the_first_error(bool isStream)
    {
        var pipeline = isStream ? Budget : new PipelineParams { BatchSize = 8 };
        var data = new ToyDataParams
        {
            TrainingSamples = 100,
            Pipeline = pipeline with { OnError = ErrorPolicy.Skip },
            PreProcessing = [new SigmoidParams { Key = "none", Side = SampleSide.Inputs }]
        };

        var error = Assert.ThrowsExactly<TfaipException>(() =>
        {
            using var stream = new TrainingStream(new ToyData(data), new TrainerParams(), 1);
            return stream.RestOfEpoch(new()).Count();
        });

        StringAssert.Matches(
            error.Message, new("^Every sample of the epoch failed: on_error: skip left out 100; there is nothing to train with. "
                + @"The first error: toy:\d+ \(sample \d+\): the processor 'sigmoid' failed: the sample has no input 'none'; it has x\.$"));
    }

    [TestMethod]
    public void Dropping_every_sample_of_a_stream_is_refused_at_once()
    {
        var data = new ToyDataParams { TrainingSamples = 100, Pipeline = Budget, PreProcessing = [new ToyDropAllParams()] };

        var error = Assert.ThrowsExactly<TfaipException>(() => new TrainingStream(new ToyData(data), new(), 1));

        Assert.AreEqual("Processors dropped every sample of the epoch; there is nothing to train with.", error.Message);
    }

    // Each sample has four numbers, so that a budget of 22 makes batches of 5: 20 a pass of 100 samples, whatever batch_size says.
    [TestMethod]
    [DataRow(null, 1, 20)]
    [DataRow(null, 3, 7)]
    [DataRow(50L, 1, 10)]
    [DataRow(5L, 1, 1)]
    public void Steps_of_an_epoch_are_those_that_a_budget_of_tokens_makes(long? samplesPerEpoch, int accumulate, int expected)
    {
        var data = new ToyDataParams { TrainingSamples = 100, Pipeline = Budget };
        using var stream = new TrainingStream(new ToyData(data), new() { SamplesPerEpoch = samplesPerEpoch, Accumulate = accumulate }, 1);

        Assert.AreEqual(expected, stream.StepsPerEpoch);
        Assert.AreEqual(expected, stream.RestOfEpoch(new()).Count());
        Assert.IsFalse(stream.AreStepsExact);
    }

    [TestMethod]
    [DataRow(null, false, true)]
    [DataRow(50L, false, false)]
    [DataRow(50L, true, true)]
    public void Steps_are_exact_where_batches_have_one_size(long? samplesPerEpoch, bool dropRemainder, bool expected)
    {
        using var stream = Stream(samplesPerEpoch, dropRemainder: dropRemainder);
        Assert.AreEqual(expected, stream.AreStepsExact);
    }

    // Without batch normalisation, whose statistics are those of a micro-batch, and without dropout, whose noise is.
    [TestMethod]
    [DataRow(1, 3)]
    [DataRow(2, 4)]
    [DataRow(5, 2)]
    public void Row069_Accumulated_batches_are_one_large_batch(int size, int accumulate)
    {
        using var folder = new TemporaryFolder();
        var runs = new List<RecordingCallback>();
        foreach (var (batch, micro) in (IEnumerable<(int, int)>)[(size * accumulate, 1), (size, accumulate)])
        {
            var heard = new RecordingCallback();
            runs.Add(heard);
            var parameters = ToyRun.Parameters with
            {
                Epochs = 3,
                Accumulate = micro,
                Schedule = new CosineScheduleParams { Per = ScheduleUnit.Step },
            };
            using var run = new ToyRun(
                folder.In($"{micro}"),
                parameters,
                new ToyDataParams
                {
                    TrainingSamples = 50,
                    Pipeline = new PipelineParams { BatchSize = batch },
                    PreProcessing = [new ToyNoiseParams()]
                },
                heard,
                p => new SteadyModel(p));
            run.Trainer.Train();
        }

        // The same samples in the same order, so all that is logged is the same to six places.
        CollectionAssert.AreEqual(
            runs[0].Steps.Select(step => (step.Step, step.Samples, step.LearningRate)).ToArray(),
            runs[1].Steps.Select(step => (step.Step, step.Samples, step.LearningRate)).ToArray());
        Assert.HasCount(runs[0].Evaluations.Count, runs[1].Evaluations);
        foreach (var (large, small) in runs[0].Evaluations.Zip(runs[1].Evaluations))
        {
            Assert.AreEqual((large.Split, large.Step, large.Samples), (small.Split, small.Step, small.Samples));
            foreach (var (name, value) in large.Metrics)
                Assert.AreEqual(value, small.Metrics[name], 1e-6, $"{large.Split} {large.Epoch} {name}");
        }
    }

    private static PipelineParams Budget =>
        new() { BatchSize = 16, Batching = new TokenBudgetParams { Key = "x", MaxTokens = 22 }, Workers = 1 };

    private static TrainingStream Stream(long? samplesPerEpoch, int accumulate = 1, bool dropRemainder = false) => new(
        new ToyData(new ToyDataParams
        {
            TrainingSamples = 100,
            Pipeline = new PipelineParams { BatchSize = 8, DropRemainder = dropRemainder, Workers = 1 }
        }),
        new TrainerParams { SamplesPerEpoch = samplesPerEpoch, Accumulate = accumulate },
        1);

    private static string Sources(Batch batch) => string.Join(" ", batch.Samples.Select(sample => sample.Source));

    private static string Describe(StepBatches step) => $"{step.Pass} {string.Join(" | ", step.Batches.Select(Sources))}";
}
