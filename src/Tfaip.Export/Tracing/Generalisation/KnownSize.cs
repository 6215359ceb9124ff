using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>A size with the number that it is in each recording.</summary>
/// <remarks>Of thousands of candidates few fit the numbers, so the expression is made when it is asked for.</remarks>
internal sealed class KnownSize
{
    private readonly Func<Size>? _make;
    private Size? _size;

    /// <summary>Creates it.</summary>
    /// <param name="size">The size.</param>
    /// <param name="values">Its number in each recording.</param>
    public KnownSize(Size size, long[] values) => (_size, Values) = (size, values);

    /// <summary>Creates it.</summary>
    /// <param name="size">Makes the size.</param>
    /// <param name="values">Its number in each recording.</param>
    public KnownSize(Func<Size> size, long[] values) => (_make, Values) = (size, values);

    /// <summary>The size.</summary>
    public Size Size => _size ??= _make!();

    /// <summary>Its number in each recording.</summary>
    public long[] Values { get; }

    /// <summary>A size, worked out for each recording.</summary>
    public static KnownSize Of(Size size, IReadOnlyList<IReadOnlyDictionary<string, long>> recordings) =>
        new(size, [.. recordings.Select(size.Evaluate)]);

    /// <summary>In some of the recordings.</summary>
    public KnownSize At(IReadOnlyList<int> recordings) => new(() => Size, [.. recordings.Select(r => Values[r])]);

    /// <summary>The quotient, rounded down.</summary>
    public static long Floor(long numerator, long denominator)
    {
        var (quotient, remainder) = Math.DivRem(numerator, denominator);
        return remainder != 0 && (remainder < 0) != (denominator < 0) ? quotient - 1 : quotient;
    }

    /// <summary>The first two recordings in which it differs, or null where it is the same in all.</summary>
    public (int One, int Other)? Move()
    {
        for (var r = 1; r < Values.Length; r++)
        {
            if (Values[r] != Values[0]) return (0, r);
        }

        return null;
    }
}
