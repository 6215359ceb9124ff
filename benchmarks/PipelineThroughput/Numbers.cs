using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace PipelineThroughput;

/// <summary>Items that cost next to nothing: item i is the number i, as in throughput.py.</summary>
internal sealed class Numbers(int count) : ISampleSource
{
    public int Count => count;

    public Sample Read(int index) => new() { Inputs = SampleValues.Empty.With("x", (float)index) };

    public void Dispose()
    {
    }
}
