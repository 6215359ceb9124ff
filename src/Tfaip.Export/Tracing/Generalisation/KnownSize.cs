namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>A size with the number that it is in each recording.</summary>
/// <param name="Size">The size.</param>
/// <param name="Values">Its number in each recording.</param>
internal readonly record struct KnownSize(Size Size, long[] Values)
{
    /// <summary>A size, worked out for each recording.</summary>
    public static KnownSize Of(Size size, IReadOnlyList<IReadOnlyDictionary<string, long>> recordings) => new(size, [.. recordings.Select(size.Evaluate)]);

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
