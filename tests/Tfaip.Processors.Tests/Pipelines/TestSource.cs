using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines;

/// <summary>A source of samples whose input, a vector, and target are their index.</summary>
internal sealed class TestSource(int count, Action<int>? onRead = null) : ISampleSource
{
    private int _reads;

    public int Count => count;

    public int Reads => Volatile.Read(ref _reads);

    public Sample Read(int index)
    {
        Interlocked.Increment(ref _reads);
        onRead?.Invoke(index);
        return new Sample()
            .WithInput("x", Tensor.Create(new float[] { index, -index }, [2]))
            .WithTarget("y", (long)index)
            .WithMeta(Sample.SourceKey, $"list:{index}");
    }

    public void Dispose()
    {
    }
}
