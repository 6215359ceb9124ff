using System.Globalization;

namespace Tfaip.Training.Reporting.Html.Charts;

/// <summary>Maps values to places on an axis, and knows the round numbers on it.</summary>
internal sealed class Scale
{
    private const double LogarithmicFrom = 1000;

    private readonly double _low;
    private readonly double _high;
    private readonly bool _isLogarithmic;

    private Scale(double low, double high, bool isLogarithmic, IReadOnlyList<double> ticks) =>
        (_low, _high, _isLogarithmic, Ticks) = (low, high, isLogarithmic, ticks);

    /// <summary>The round numbers, in rising order.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>An axis over the values; logarithmic where they are positive and span more than three powers of ten.</summary>
    public static Scale Over(IReadOnlyCollection<double> values, bool isWhole = false)
    {
        if (values.Count == 0) return new(0, 1, false, [0, 1]);
        var (low, high) = (values.Min(), values.Max());
        if (!isWhole && low > 0 && high / low > LogarithmicFrom) return Logarithmic(low, high);

        // A value that never changes lies in the middle of something.
        if (high - low <= 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high)))
        {
            var margin = low == 0 ? 1 : Math.Abs(low) * 0.1;
            (low, high) = (low - margin, high + margin);
        }

        var step = Round((high - low) / 5);
        if (isWhole) step = Math.Max(1, Math.Round(step));
        var (first, last) = (Math.Floor(low / step), Math.Ceiling(high / step));
        double[] ticks = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
        return isWhole
            ? new(low, high, false, [.. ticks.Where(tick => tick >= low && tick <= high)])
            : new(first * step, last * step, false, ticks);
    }

    /// <summary>Where a value lies between the ends, from 0 to 1.</summary>
    public double this[double value] => _isLogarithmic
        ? (Math.Log10(value) - Math.Log10(_low)) / (Math.Log10(_high) - Math.Log10(_low))
        : (value - _low) / (_high - _low);

    /// <summary>The ticks as they stand at the axis, all with powers of ten where one needs them.</summary>
    public IReadOnlyList<string> Labels()
    {
        var largest = Ticks.Select(Math.Abs).DefaultIfEmpty(0).Max();
        var smallest = Ticks.Where(tick => tick != 0).Select(Math.Abs).DefaultIfEmpty(1).Min();
        var format = largest >= 1e5 || smallest < 1e-3 ? "0.###e0" : "0.#####";
        return [.. Ticks.Select(tick => tick == 0 ? "0" : tick.ToString(format, CultureInfo.InvariantCulture))];
    }

    private static Scale Logarithmic(double low, double high)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high)));
        var every = Math.Max(1, (int)Math.Ceiling((last - first) / 6.0));
        var ticks = Enumerable.Range(first, last - first + 1).Where(power => (power - first) % every == 0)
            .Select(power => Math.Pow(10, power));
        return new(Math.Pow(10, first), Math.Pow(10, last), true, [.. ticks]);
    }

    // 1, 2 or 5 times a power of ten.
    private static double Round(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { <= 1 => power, <= 2 => 2 * power, <= 5 => 5 * power, _ => 10 * power };
    }
}
