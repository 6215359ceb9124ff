using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Execution;

[TestClass]
public sealed class ProcessorChainTests
{
    [TestMethod]
    public void Processors_run_in_order_and_only_in_their_modes()
    {
        ProcessorParams[] processors =
        [
            Append("a"),
            Append("b") with { Modes = [PipelineMode.Training] },
            Append("c") with { Modes = [PipelineMode.Training, PipelineMode.Prediction] },
        ];

        Assert.AreEqual("abc", Run(PipelineMode.Training));
        Assert.AreEqual("a", Run(PipelineMode.Evaluation));
        Assert.AreEqual("ac", Run(PipelineMode.Prediction));

        object Run(PipelineMode mode) =>
            new ProcessorChain(processors, mode).Process(new Sample().WithInput("text", ""), 1, 0, 0)!.Inputs["text"];
    }

    [TestMethod]
    public void Nothing_runs_after_a_drop()
    {
        var chain = new ProcessorChain(
            [new FunctionParams(_ => null), new FunctionParams(_ => throw new InvalidOperationException())], PipelineMode.Training);

        Assert.IsNull(chain.Process(new Sample(), 1, 0, 0));
    }

    [TestMethod]
    public void Random_numbers_depend_on_seed_epoch_sample_and_place_alone()
    {
        var chain = new ProcessorChain([new DrawParams("first"), new DrawParams("second")], PipelineMode.Training);
        var expected = Draw(chain, 1, 2, 3);

        Assert.AreEqual(expected, Draw(chain, 1, 2, 3));
        Assert.AreNotEqual(expected.First, expected.Second);
        foreach (var other in new[] { Draw(chain, 9, 2, 3), Draw(chain, 1, 9, 3), Draw(chain, 1, 2, 9) })
        {
            Assert.AreNotEqual(expected.First, other.First);
            Assert.AreNotEqual(expected.Second, other.Second);
        }

        // A processor that does not run in this mode leaves the numbers of the others as they are.
        var filtered = new ProcessorChain(
            [new DrawParams("first") with { Modes = [PipelineMode.Evaluation] }, new DrawParams("second")], PipelineMode.Training);
        Assert.AreEqual(expected.Second, filtered.Process(new Sample(), 1, 2, 3)!.Inputs["second"]);
    }

    [TestMethod]
    public void An_error_names_the_processor_the_sample_and_the_cause()
    {
        var sample = new Sample().WithMeta(Sample.SourceKey, "pages/1.png");
        var own = new ProcessorChain([new FunctionParams(_ => throw new TfaipException("the page is empty."))], PipelineMode.Training);
        var other = new ProcessorChain([new FailingParams()], PipelineMode.Training);

        var error = Assert.ThrowsExactly<TfaipException>(() => own.Process(sample, 1, 0, 12));
        Assert.AreEqual("pages/1.png (sample 12): the processor 'function' failed: the page is empty.", error.Message);

        error = Assert.ThrowsExactly<TfaipException>(() => other.Process(new Sample(), 1, 0, 0));
        Assert.AreEqual("unknown source (sample 0): the processor 'FailingParams' failed: FormatException: No.", error.Message);
        Assert.IsInstanceOfType<FormatException>(error.InnerException);
    }

    private static (object First, object Second) Draw(ProcessorChain chain, ulong seed, int epoch, long index)
    {
        var sample = chain.Process(new Sample(), seed, epoch, index)!;
        return (sample.Inputs["first"], sample.Inputs["second"]);
    }

    private static FunctionParams Append(string letter) => new(sample => sample.WithInput("text", (string)sample.Inputs["text"] + letter));

    private sealed record DrawParams(string Key) : ProcessorParams
    {
        public override Processor Create() => new Drawing(Key);

        private sealed class Drawing(string key) : Processor
        {
            public override Sample? Process(Sample sample, ref SampleRandom random) => sample.WithInput(key, random.NextDouble());
        }
    }

    private sealed record FailingParams : ProcessorParams
    {
        public override Processor Create() => new Failing();

        private sealed class Failing : Processor
        {
            public override Sample? Process(Sample sample, ref SampleRandom random) => throw new FormatException("No.");
        }
    }
}
