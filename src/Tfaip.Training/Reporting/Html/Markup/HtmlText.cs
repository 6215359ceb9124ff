using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Tfaip.Training.Reporting.Html.Markup;

/// <summary>
/// A piece of HTML. What is put into an interpolated string is escaped, unless it is a piece of HTML itself: no text of a run can become
/// markup.
/// </summary>
/// <param name="Text">The markup.</param>
internal sealed record HtmlText(string Text)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Nothing.</summary>
    public static HtmlText Empty { get; } = new("");

    /// <summary>The markup of a string, with its values in invariant form and escaped.</summary>
    public static HtmlText Of(FormattableString markup) => new(markup.ToString(Escaping.Instance));

    /// <summary>Pieces one after the other.</summary>
    public static HtmlText Concat(IEnumerable<HtmlText> pieces) => new(string.Concat(pieces.Select(piece => piece.Text)));

    /// <inheritdoc/>
    public override string ToString() => Text;

    private sealed class Escaping : IFormatProvider, ICustomFormatter
    {
        public static Escaping Instance { get; } = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
        {
            null => "",
            HtmlText html => html.Text,
            IFormattable value => Encoder.Encode(value.ToString(format, CultureInfo.InvariantCulture)),
            _ => Encoder.Encode(arg.ToString() ?? ""),
        };
    }
}
