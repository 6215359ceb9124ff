using System.Globalization;
using Tfaip.Training.Reporting.Html.Markup;

namespace Tfaip.Training.Reporting.Html.Charts;

/// <summary>The largest shares of a whole as bars below each other, each with its name and what it is worth.</summary>
internal static class BarChart
{
    private const int MostBars = 5;

    /// <summary>Draws values from 0 to 1, the largest first.</summary>
    /// <param name="shares">The values.</param>
    /// <param name="nameOf">The name of a place.</param>
    public static HtmlText OfShares(IReadOnlyList<float> shares, Func<int, string> nameOf)
    {
        var largest = shares.Index().OrderByDescending(share => share.Item).Take(MostBars);
        var bars = largest.Select(share => HtmlText.Of(
            $"<span class=\"name\">{nameOf(share.Index)}</span><span class=\"bar\"><span style=\"{Width(share.Item)}\"></span></span><span "
            + $"class=\"number\">{100 * share.Item:0.#} %</span>"));
        return HtmlText.Of($"<div class=\"bars\">{HtmlText.Concat(bars)}</div>");
    }

    private static string Width(float share) => string.Create(CultureInfo.InvariantCulture, $"width: {100 * share:0.#}%");
}
