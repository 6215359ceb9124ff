using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines;

/// <summary>
/// Samples with an input <c>x</c> of a given length, whose elements are number * 100 + place, and a target <c>y</c>, the number.
/// </summary>
internal sealed class VectorSource(params int[] lengths) : ISampleSource
{
    public int Count => lengths.Length;

    public Sample Read(int index) => new Sample()
        .WithInput(
            "x", Tensor.Create(Enumerable.Range(0, lengths[index]).Select(i => (float)((index * 100) + i)).ToArray(), [lengths[index]]))
        .WithTarget("y", (long)index)
        .WithMeta(Sample.SourceKey, $"list:{index}");

    public void Dispose()
    {
    }
}
