using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Tfaip.Training.Reporting.Html.Markup;

/// <summary>An interpolated string of markup. What is put into it is escaped, unless it is a piece of HTML itself.</summary>
[InterpolatedStringHandler]
internal readonly struct HtmlMarkup(int literalLength, int formattedCount)
{
    private const int UsualLength = 16;
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _text = new(literalLength + (UsualLength * formattedCount));

    public void AppendLiteral(string value) => _text.Append(value);

    public void AppendFormatted<T>(T value, string? format = null) => _text.Append(value switch
    {
        null => "",
        HtmlText html => html.Text,
        IFormattable number => Encoder.Encode(number.ToString(format, CultureInfo.InvariantCulture)),
        _ => Encoder.Encode(value.ToString() ?? ""),
    });

    /// <summary>The markup.</summary>
    public override string ToString() => _text.ToString();
}
