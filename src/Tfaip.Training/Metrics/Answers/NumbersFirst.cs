using System.Globalization;

namespace Tfaip.Training.Metrics.Answers;

/// <summary>Orders labels: numbers by their value, then texts by their code units.</summary>
internal sealed class NumbersFirst : IComparer<string>
{
    public static NumbersFirst Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (isLeft, isRight) = (Read(x, out var left), Read(y, out var right));
        if (isLeft && isRight && left.CompareTo(right) is not 0 and var order) return order;
        return isLeft == isRight ? string.CompareOrdinal(x, y) : isLeft ? -1 : 1;
    }

    private static bool Read(string? text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
