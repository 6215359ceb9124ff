using System.Text.RegularExpressions;

namespace Tfaip.Training.WarmStart;

/// <summary>Regular expressions over names of tensors.</summary>
internal static class Expressions
{
    /// <summary>Why a text is no regular expression; null where it is one.</summary>
    public static string? Error(string text)
    {
        try
        {
            _ = new Regex(text);
            return null;
        }
        catch (RegexParseException error)
        {
            return $"'{text}' is not a regular expression: {error.Message}";
        }
    }

    /// <summary>An expression that matches a whole name.</summary>
    public static Regex Whole(string text) => new($"^(?:{text})$", RegexOptions.CultureInvariant);
}
