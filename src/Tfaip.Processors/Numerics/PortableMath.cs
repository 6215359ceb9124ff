namespace Tfaip.Processors.Numerics;

/// <summary>
/// Elementary functions that give the same bits on every machine. Those of <see cref="Math"/> call the C library, whose last
/// bit differs between operating systems; these use additions, multiplications, divisions and roots alone, which IEEE 754 defines.
/// Their error is below two units in the last place.
/// </summary>
public static class PortableMath
{
    // ln 2 and pi / 2 in two parts: the first ends in zeros, so that small whole multiples of it are exact (Cody and Waite,
    // "Software Manual for the Elementary Functions", 1980).
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double HalfPiHigh = 1.57079632673412561417e+00;
    private const double HalfPiMiddle = 6.07710050630396597660e-11;
    private const double HalfPiLow = 2.02226624879595063154e-21;

    /// <summary>The largest argument of <see cref="Sin"/> and <see cref="Cos"/>, in radians.</summary>
    public const double LargestAngle = 1e6;

    /// <summary>e to the power of <paramref name="x"/>; 0 and infinity beyond the range of double.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x > 709.782712893384) return double.PositiveInfinity;
        if (x < -745.133219101941) return 0;

        // x = k ln 2 + r with |r| <= ln 2 / 2; the Taylor series of e^r ends below the last bit at r^13.
        var k = Math.Round(x / (Ln2High + Ln2Low));
        var r = (x - (k * Ln2High)) - (k * Ln2Low);
        var sum = 1.0;
        for (var n = 13; n >= 1; n--) sum = 1 + (r / n * sum);
        return Math.ScaleB(sum, (int)k);
    }

    /// <summary>The natural logarithm; minus infinity for 0, NaN for negative numbers.</summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0) return double.NaN;
        if (x == 0) return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x)) return x;

        // x = 2^k m with m in [sqrt(1/2), sqrt(2)); ln m = 2 artanh(s) with s = (m - 1) / (m + 1), |s| < 0.172.
        var k = Math.ILogB(x);
        var m = Math.ScaleB(x, -k);
        if (m >= 1.4142135623730951)
        {
            m /= 2;
            k++;
        }

        var f = m - 1;
        var s = f / (2 + f);
        var square = s * s;
        var series = 0.0;
        for (var n = 21; n >= 3; n -= 2) series = (series + (1.0 / n)) * square;

        // f - s * (f - 2 series) is 2 s + 2 s * series without the rounding of s, since 2 s = f - s f.
        return (k * Ln2High) + (f - ((s * (f - (2 * series))) - (k * Ln2Low)));
    }

    /// <summary>The sine.</summary>
    /// <param name="x">The angle in radians, at most <see cref="LargestAngle"/> in size.</param>
    public static double Sin(double x) => SinOfQuarter(x, 0);

    /// <summary>The cosine.</summary>
    /// <param name="x">The angle in radians, at most <see cref="LargestAngle"/> in size.</param>
    public static double Cos(double x) => SinOfQuarter(x, 1);

    /// <summary>The sine of x plus some quarters of a turn.</summary>
    private static double SinOfQuarter(double x, int quarters)
    {
        if (!(Math.Abs(x) <= LargestAngle))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, $"An angle is at most {LargestAngle} radians in size.");
        }

        var k = Math.Round(x / (HalfPiHigh + HalfPiMiddle));
        var r = ((x - (k * HalfPiHigh)) - (k * HalfPiMiddle)) - (k * HalfPiLow);
        return (((long)k + quarters) & 3) switch
        {
            0 => SmallSin(r),
            1 => SmallCos(r),
            2 => -SmallSin(r),
            _ => -SmallCos(r),
        };
    }

    /// <summary>Taylor's series for angles up to pi / 4.</summary>
    private static double SmallSin(double r)
    {
        var square = r * r;
        var sum = 0.0;
        for (var n = 19; n >= 3; n -= 2) sum = square / (n * (n - 1)) * (1 - sum);
        return r - (r * sum);
    }

    /// <summary>Taylor's series for angles up to pi / 4.</summary>
    private static double SmallCos(double r)
    {
        var square = r * r;
        var sum = 0.0;
        for (var n = 20; n >= 2; n -= 2) sum = square / (n * (n - 1)) * (1 - sum);
        return 1 - sum;
    }
}
