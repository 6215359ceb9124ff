namespace Tfaip.Training.Reporting.Html.Charts;

/// <summary>A few shares of a whole as bars beside each other: what one is worth shows under the pointer.</summary>
internal static class BarChart
{
    private const double Width = 11;
    private const double Gap = 3;
    private const double Height = 34;

    /// <summary>Draws values from 0 to 1, in their order.</summary>
    public static Html OfShares(IReadOnlyList<float> shares)
    {
        var width = (shares.Count * (Width + Gap)) - Gap;
        var bars = shares.Index().Select(bar => Html.Of(
            $"<rect x=\"{bar.Index * (Width + Gap)}\" y=\"{Height - 1 - (bar.Item * (Height - 1)):F1}\" width=\"{Width}\" height=\"{bar.Item * (Height - 1):F1}\"><title>{bar.Index}: {bar.Item:0.#####}</title></rect>"));
        return Html.Of(
            $"<svg class=\"bars\" viewBox=\"0 0 {width} {Height}\" role=\"img\"><rect class=\"floor\" x=\"0\" y=\"{Height - 1}\" width=\"{width}\" height=\"1\"/>{Html.Concat(bars)}</svg>");
    }
}
