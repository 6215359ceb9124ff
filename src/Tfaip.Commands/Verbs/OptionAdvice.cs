using Tfaip.Parameters;
using Tfaip.Parameters.Hints;

namespace Tfaip.Commands.Verbs;

/// <summary>
/// Knows misspelt options of the tool: whatever begins with <c>--</c> and is no option is taken for a parameter, so that <c>--overwite</c>
/// becomes an error of the tree.
/// </summary>
internal static class OptionAdvice
{
    /// <summary>
    /// The errors, where an argument is nearer to an option of the tool than to any parameter with that option as the fix.
    /// </summary>
    public static ConfigurationException AddTo(ConfigurationException exception) =>
        new([.. exception.Errors.Select(
            error => OptionFor(error) is { } option ? error with { Fix = $"Did you mean --{option}?", Suggestions = [option] } : error)]);

    private static string? OptionFor(ConfigurationError error)
    {
        // What has a point, or a value that is wrong, is a parameter.
        if (error.Origin is not ArgumentOrigin { Text: ['-', '-', .. var name] } || name.Contains('.', StringComparison.Ordinal))
            return null;
        var parameters = error.Suggestions.Select(path => path.Split('.')[^1]).ToArray();
        return Suggestions.Nearest(name, [
            .. FixedOptions.All.Keys.Order(StringComparer.Ordinal), .. parameters
        ]) is { } near && FixedOptions.All.ContainsKey(near) ? near : null;
    }
}
