using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace PipelineThroughput;

/// <summary>As <see cref="Numbers"/>, with a length of 1 each.</summary>
internal sealed class Lengths(int count) : ISampleSource
{
    public int Count => count;

    public Sample Read(int index) => new() { Inputs = SampleValues.Empty.With("n", 1) };

    public void Dispose()
    {
    }
}
