using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>Counts what a preloading pipeline keeps, and refuses early what will not fit. Safe for parallel calls.</summary>
/// <param name="count">Samples of the source.</param>
/// <param name="available">Bytes that the process may have.</param>
internal sealed class PreloadMemory(int count, long available)
{
    // From so many samples on their mean says something about the others.
    private const int LeastSamples = 256;
    private const int Share = 50;

    private long _bytes;
    private int _samples;

    /// <summary>Samples that are kept.</summary>
    public int Samples => Volatile.Read(ref _samples);

    /// <summary>Bytes that they take.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Bytes that all samples will take, if the others are as those so far.</summary>
    public double Estimate => Samples == 0 ? 0 : (double)Bytes / Samples * count;

    /// <summary>Counts a sample that is kept.</summary>
    /// <exception cref="TfaipException">All of them will take more memory than there is.</exception>
    public void Add(long bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        if (Interlocked.Increment(ref _samples) is var samples && samples != Math.Max(LeastSamples, count / Share)) return;
        if (Estimate <= available) return;
        throw new TfaipException(string.Create(
            CultureInfo.InvariantCulture,
            $"data.pipeline.preload would keep about {MemoryShortage.Amount(Estimate)} for {count} samples; {samples} take "
            + $"{MemoryShortage.Amount(Bytes)}, and there are {MemoryShortage.Amount(available)} of memory. Set preload to false."));
    }

    /// <summary>What is kept, as a sentence.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"data.pipeline.preload keeps {Samples} of {count} samples, {MemoryShortage.Amount(Bytes)}; all would take about "
        + $"{MemoryShortage.Amount(Estimate)}.");
}
