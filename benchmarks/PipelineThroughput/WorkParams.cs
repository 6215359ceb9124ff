using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace PipelineThroughput;

/// <summary>Computes for about so many rounds of a few nanoseconds, without memory.</summary>
internal sealed record WorkParams(int Rounds) : ProcessorParams
{
    public override Processor Create() => new Work(Rounds);

    private sealed class Work(int rounds) : Processor
    {
        public override Sample? Process(Sample sample, ref SampleRandom random)
        {
            var x = (float)sample.Inputs["x"];
            for (var i = 0; i < rounds; i++) x = MathF.Sqrt((x * x) + 1);
            return sample.WithInput("x", x);
        }
    }
}
