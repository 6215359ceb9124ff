using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tfaip.Commands.Output;

/// <summary>An interpolated string with numbers in invariant form.</summary>
[InterpolatedStringHandler]
internal ref struct InvariantText(int literalLength, int formattedCount)
{
    private DefaultInterpolatedStringHandler _text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted<T>(T value, string? format = null) => _text.AppendFormatted(value, format);

    /// <summary>The text; it can be taken once.</summary>
    public string Take() => _text.ToStringAndClear();
}
