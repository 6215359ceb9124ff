using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tfaip.Processors.Pipelines;

/// <summary>
/// A random order of 0 … count - 1 that is computed element by element, without a table: a balanced Feistel network over the
/// smallest even number of bits that holds the indices, walked along its cycle until it comes back below the count. Halves of
/// one or two bits would mix unevenly: so few elements are shuffled (Fisher and Yates), all orders equally likely.
/// </summary>
internal sealed class IndexPermutation
{
    private const int Rounds = 8;

    // What halves of two bits hold.
    private const int MostShuffled = 16;

    private readonly Keys _keys;
    private readonly uint _count;
    private readonly int _halfBits;
    private readonly uint _halfMask;
    private readonly byte[]? _shuffled;

    /// <summary>Creates the order of one epoch.</summary>
    public IndexPermutation(int count, ulong seed, int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _count = (uint)count;
        _halfBits = Math.Max(1, (33 - BitOperations.LeadingZeroCount((uint)Math.Max(0, count - 1))) / 2);
        _halfMask = (1u << _halfBits) - 1;
        var random = new SampleRandom(seed, epoch, index: -1, stream: -1);
        if (count <= MostShuffled)
        {
            _shuffled = Shuffle(count, ref random);
            return;
        }

        for (var round = 0; round < Rounds; round++) _keys[round] = random.NextUInt64();
    }

    /// <summary>The index at a place.</summary>
    /// <param name="position">From 0 to the count - 1.</param>
    public int this[int position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)position, _count, nameof(position));
            if (_shuffled is not null) return _shuffled[position];
            var value = (uint)position;

            // The network permutes at most four times the count, so that three more steps are needed on average; the walk ends
            // because the position itself, which is below the count, lies on the cycle.
            do value = Encrypt(value);
            while (value >= _count);
            return (int)value;
        }
    }

    private static byte[] Shuffle(int count, ref SampleRandom random)
    {
        var order = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var place = random.NextInt32(i + 1);
            order[i] = order[place];
            order[place] = (byte)i;
        }

        return order;
    }

    private uint Encrypt(uint value)
    {
        var left = value >> _halfBits;
        var right = value & _halfMask;
        for (var round = 0; round < Rounds; round++)
        {
            (left, right) = (right, left ^ ((uint)SampleRandom.Mix(_keys[round] + right) & _halfMask));
        }

        return (left << _halfBits) | right;
    }

    [InlineArray(Rounds)]
    private struct Keys
    {
        private ulong _first;
    }
}
