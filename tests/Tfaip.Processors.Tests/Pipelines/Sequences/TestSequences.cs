using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Sequences;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Sequences;

/// <summary>Gives each sample, and another with 7 added to its target.</summary>
internal sealed record TwiceParams : SequenceProcessorParams
{
    public override SequenceProcessor Create() => new Twice();

    private sealed class Twice : SequenceProcessor
    {
        public override IEnumerable<Sample> Process(IEnumerable<Sample> samples, SampleRandom random)
        {
            foreach (var sample in samples)
            {
                yield return sample;
                yield return sample.WithTarget("y", (long)sample.Targets["y"] + 7);
            }
        }

        public override long EstimateCount(long count) => 2 * count;
    }
}

/// <summary>Leaves out samples whose target is even.</summary>
[Variant("odd")]
internal sealed record OddParams : SequenceProcessorParams
{
    public override SequenceProcessor Create() => new Odd();

    private sealed class Odd : SequenceProcessor
    {
        public override IEnumerable<Sample> Process(IEnumerable<Sample> samples, SampleRandom random) =>
            samples.Select(sample => (long)sample.Targets["y"] % 2 == 0 ? sample.Drop("even") : sample);
    }
}

/// <summary>Gives the first sample again and again, until it is ended.</summary>
internal sealed record EndlessParams : SequenceProcessorParams
{
    private static int _ended;

    public static int Ended => Volatile.Read(ref _ended);

    public override SequenceProcessor Create() => new Endless();

    private sealed class Endless : SequenceProcessor
    {
        public override IEnumerable<Sample> Process(IEnumerable<Sample> samples, SampleRandom random)
        {
            try
            {
                var first = samples.First();
                while (true) yield return first;
            }
            finally
            {
                Interlocked.Increment(ref _ended);
            }
        }
    }
}

/// <summary>Fails at its fourth sample.</summary>
[Variant("failing_stream")]
internal sealed record FailingStreamParams : SequenceProcessorParams
{
    public override SequenceProcessor Create() => new Failing();

    private sealed class Failing : SequenceProcessor
    {
        public override IEnumerable<Sample> Process(IEnumerable<Sample> samples, SampleRandom random) =>
            samples.Select((sample, i) => i == 3 ? throw new InvalidOperationException("No more.") : sample);
    }
}
