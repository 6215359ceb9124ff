using System.Collections;
using System.Globalization;

namespace Tfaip.Training.Metrics.Answers;

/// <summary>Values of samples as texts and lists.</summary>
internal static class AnswerText
{
    /// <summary>A value as it is shown and compared.</summary>
    public static string Of(object value) => value switch
    {
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list => string.Join(' ', list.Cast<object>().Select(Of)),
        _ => value.ToString() ?? "",
    };

    /// <summary>A value as a list of words: a text at its white space, a list or tensor by its elements.</summary>
    public static string[] Words(object value) => value switch
    {
        string text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        IEnumerable list => [.. list.Cast<object>().Select(Of)],
        _ => [Of(value)],
    };
}
