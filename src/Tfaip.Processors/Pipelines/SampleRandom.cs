using Tfaip.Processors.Numerics;

namespace Tfaip.Processors.Pipelines;

/// <summary>
/// Random numbers that are a pure function of (seed, epoch, sample index, processor): SplitMix64 (Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators", 2014) over a hash of the four. The same on every machine.
/// </summary>
public struct SampleRandom
{
    private ulong _state;

    /// <summary>Creates the generator.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="index">The sample's index in the source.</param>
    /// <param name="stream">What it is for: the position of the processor.</param>
    public SampleRandom(ulong seed, int epoch, long index, int stream)
        : this(StateOf(seed, epoch), index, stream)
    {
    }

    internal SampleRandom(ulong epochState, long index, int stream) => _state = Mix(Mix(epochState + (ulong)index) + (uint)stream);

    /// <summary>Changes with every number that is drawn.</summary>
    internal readonly ulong State => _state;

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64() => Mix(_state += 0x9E3779B97F4A7C15UL);

    /// <summary>A number in [0, 1), with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>
    /// A whole number in [0, <paramref name="limit"/>), without bias (Lemire, "Fast random integer generation in an interval",
    /// 2019).
    /// </summary>
    public int NextInt32(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var product = (UInt128)NextUInt64() * (uint)limit;
        if ((ulong)product < (uint)limit)
        {
            var threshold = (0UL - (uint)limit) % (uint)limit;
            while ((ulong)product < threshold) product = (UInt128)NextUInt64() * (uint)limit;
        }

        return (int)(product >> 64);
    }

    /// <summary>The part of the hash that all samples of an epoch share.</summary>
    internal static ulong StateOf(ulong seed, int epoch) => Mix(Mix(seed) + (uint)epoch);

    /// <summary>
    /// A normally distributed number with mean 0 and standard deviation 1 (Marsaglia and Bray, "A convenient method for
    /// generating normal variables", 1964). Each call draws anew; nothing is kept for the next one.
    /// </summary>
    public double NextGaussian()
    {
        while (true)
        {
            var (x, y) = (NextDouble(-1, 1), NextDouble(-1, 1));
            var square = (x * x) + (y * y);
            if (square is > 0 and < 1) return x * Math.Sqrt(-2 * PortableMath.Log(square) / square);
        }
    }

    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
