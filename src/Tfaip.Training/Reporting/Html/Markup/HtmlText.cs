namespace Tfaip.Training.Reporting.Html.Markup;

/// <summary>
/// A piece of HTML. What is put into an interpolated string is escaped, unless it is a piece of HTML itself: no text of a run can become
/// markup.
/// </summary>
/// <param name="Text">The markup.</param>
internal sealed record HtmlText(string Text)
{
    /// <summary>Nothing.</summary>
    public static HtmlText Empty { get; } = new("");

    /// <summary>The markup of a string, with its values in invariant form and escaped.</summary>
    public static HtmlText Of(HtmlMarkup markup) => new(markup.ToString());

    /// <summary>Pieces one after the other.</summary>
    public static HtmlText Concat(IEnumerable<HtmlText> pieces) => new(string.Concat(pieces.Select(piece => piece.Text)));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
